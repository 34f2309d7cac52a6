/** What all lists share: pages, cursors and safely built where clauses. */
package org.openpo.ejb.query;
