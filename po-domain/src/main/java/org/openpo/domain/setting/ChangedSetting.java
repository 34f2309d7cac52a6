package org.openpo.domain.setting;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A setting that somebody has changed. */
@Entity
@Table(name = "setting")
public class ChangedSetting {
    @Id
    private String name;
    @Column(name = "setting_value")
    private String text;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;

    protected ChangedSetting() { }

    public ChangedSetting(Setting setting) {
        this.name = setting.field();
    }

    public void change(boolean on, String actor, Instant now) {
        text = Boolean.toString(on);
        changedAt = now;
        changedBy = actor;
    }

    public boolean isOn() { return Boolean.parseBoolean(text); }
    public Instant changedAt() { return changedAt; }
    public String changedBy() { return changedBy; }
}
