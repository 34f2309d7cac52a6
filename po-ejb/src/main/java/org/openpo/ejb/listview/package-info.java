/** Keeps what people keep of lists for themselves. */
package org.openpo.ejb.listview;
