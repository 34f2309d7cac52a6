/** What people keep of lists for themselves: named views, columns, the height of rows. */
package org.openpo.domain.listview;
