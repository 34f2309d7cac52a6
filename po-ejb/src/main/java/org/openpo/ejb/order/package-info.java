/** Purchase orders: commands, lists and details. */
package org.openpo.ejb.order;
