/** The reports page. */
package org.openpo.web.report;
