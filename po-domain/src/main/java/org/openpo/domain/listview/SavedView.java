package org.openpo.domain.listview;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.openpo.domain.rule.TextKeys;

/** Filters, sort and columns of a list under a name that one person gave them. */
@Entity
@Table(name = "saved_view")
public class SavedView {
    public static final int NAME_MAX = 40;
    public static final int QUERY_MAX = 2000;
    /** Of one person for one list: more than a row of links holds nobody finds anything in. */
    public static final int MOST = 12;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "saved_view_seq")
    @SequenceGenerator(name = "saved_view_seq", sequenceName = "saved_view_seq", allocationSize = 50)
    private Long id;
    @Column(name = "account_id", updatable = false)
    private long accountId;
    @Enumerated(EnumType.STRING)
    @Column(name = "list_name", updatable = false)
    private KeptList list;
    private String name;
    @Column(name = "name_key")
    private String nameKey;
    private String query;
    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected SavedView() { }

    /** @param query of the list's address, with "?" in front or empty */
    public SavedView(long accountId, KeptList list, String name, String query, Instant now) {
        this.accountId = accountId;
        this.list = list;
        this.createdAt = now;
        show(name, query);
    }

    public void show(String newName, String newQuery) {
        name = newName.strip();
        nameKey = TextKeys.of(newName);
        query = newQuery;
    }

    public Long id() { return id; }
    public long accountId() { return accountId; }
    public String name() { return name; }
    public String query() { return query; }
}
