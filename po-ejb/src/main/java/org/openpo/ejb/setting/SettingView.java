package org.openpo.ejb.setting;

import java.time.Instant;

import org.openpo.domain.setting.Setting;

/**
 * A setting as pages and API show it.
 *
 * @param changedAt null if nobody has changed it
 * @param changedBy null if nobody has changed it
 */
public record SettingView(Setting setting, boolean on, Instant changedAt, String changedBy) { }
