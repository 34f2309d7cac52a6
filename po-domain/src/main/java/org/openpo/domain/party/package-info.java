/** The people and companies around a purchase order: sellers of record and contacts. */
package org.openpo.domain.party;
