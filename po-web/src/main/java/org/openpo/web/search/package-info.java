/** The search over everything that each page has (Ctrl K). */
package org.openpo.web.search;
