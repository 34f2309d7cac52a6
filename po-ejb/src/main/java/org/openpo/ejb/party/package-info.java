/** The directories of sellers and contacts. */
package org.openpo.ejb.party;
