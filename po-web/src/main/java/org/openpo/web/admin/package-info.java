/** Pages of administrators. */
package org.openpo.web.admin;
