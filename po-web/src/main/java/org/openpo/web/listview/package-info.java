/** Views, columns and row heights of lists, as pages show and change them. */
package org.openpo.web.listview;
