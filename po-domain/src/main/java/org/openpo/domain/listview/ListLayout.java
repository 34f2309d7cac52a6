package org.openpo.domain.listview;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.openpo.domain.jpa.FlagConverter;

/** How one person wants a list drawn: which columns in which order, and how high its rows are. */
@Entity
@Table(name = "list_layout")
public class ListLayout {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "list_layout_seq")
    @SequenceGenerator(name = "list_layout_seq", sequenceName = "list_layout_seq", allocationSize = 50)
    private Long id;
    @Column(name = "account_id", updatable = false)
    private long accountId;
    @Enumerated(EnumType.STRING)
    @Column(name = "list_name", updatable = false)
    private KeptList list;
    @Column(name = "column_names")
    private String columns;
    @Convert(converter = FlagConverter.class)
    private boolean compact;

    protected ListLayout() { }

    public ListLayout(long accountId, KeptList list) {
        this.accountId = accountId;
        this.list = list;
    }

    /** @param names joined by commas; null for the columns the list has by itself */
    public void arrange(String names) {
        columns = names;
    }

    public void draw(boolean nowCompact) {
        compact = nowCompact;
    }

    public String columns() { return columns; }
    public boolean isCompact() { return compact; }
}
