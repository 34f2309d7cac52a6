/** Who is told what, and when: which notices are due is decided by pure functions; what was caused and sent is kept in the outbox. */
package org.openpo.domain.notice;
