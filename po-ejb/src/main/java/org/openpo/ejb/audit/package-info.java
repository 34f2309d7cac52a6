/** The audit trail: written in the changing transaction, sealed into a chain of hashes after it, checked, listed and exported. */
package org.openpo.ejb.audit;
