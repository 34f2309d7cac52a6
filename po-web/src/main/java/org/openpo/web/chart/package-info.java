/** Charts as SVG: where everything lies in them, computed on the server without a library. */
package org.openpo.web.chart;
