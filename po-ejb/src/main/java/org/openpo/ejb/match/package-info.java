/** Matching in the container: candidates, locks, allocations, explanations. The rules themselves are in po-domain. */
package org.openpo.ejb.match;
