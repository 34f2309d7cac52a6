/** Notices: what causes them, the outbox they wait in, and how they are written, sent and logged. */
package org.openpo.ejb.notice;
