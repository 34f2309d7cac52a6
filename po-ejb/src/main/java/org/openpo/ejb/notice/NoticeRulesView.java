package org.openpo.ejb.notice;

import java.time.Instant;

import org.openpo.domain.notice.NoticePolicy;

/**
 * The installation's rules as pages and API show them.
 *
 * @param changedAt  null if nobody has changed them
 * @param mailServer whether one is configured; without one mails are kept and not sent
 */
public record NoticeRulesView(NoticePolicy policy, long version, Instant changedAt, String changedBy, boolean mailServer) { }
