/** Requests that may come twice: the first is worked off, the others get its answer. */
package org.openpo.ejb.request;
