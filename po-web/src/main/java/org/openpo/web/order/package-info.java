/** Pages of purchase orders: the form in two steps and the details. */
package org.openpo.web.order;
