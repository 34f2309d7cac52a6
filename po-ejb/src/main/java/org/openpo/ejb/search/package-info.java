/** Finds anything by a few letters of what it is called. */
package org.openpo.ejb.search;
