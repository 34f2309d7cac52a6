/** The start page: totals, what needs attention, and the list of purchase orders. */
package org.openpo.web.dashboard;
