/** The directory of contacts: the list, adding and changing, replacing who leaves, contacts from a file. */
package org.openpo.web.party;
