package org.openpo.domain.party;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.jpa.FlagConverter;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.rule.TextKeys;

/** A seller of record (bill-from entity): the names and tax ids by which invoices call it and the line item types it issues. */
@Entity
@Table(name = "seller")
public class Seller {
    /** Stands among sellers for the reserved choice "any seller". */
    public static final String ANY = "ANY";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "seller_seq")
    @SequenceGenerator(name = "seller_seq", sequenceName = "seller_seq", allocationSize = 50)
    private Long id;
    private String name;
    @Convert(converter = FlagConverter.class)
    private boolean active;
    @Version
    private long version;

    @ElementCollection
    @CollectionTable(name = "seller_name", joinColumns = @JoinColumn(name = "seller_id"))
    @MapKeyColumn(name = "name_key")
    @Column(name = "name")
    private Map<String, String> names = new HashMap<>();

    @ElementCollection
    @CollectionTable(name = "seller_tax_id", joinColumns = @JoinColumn(name = "seller_id"))
    @Column(name = "tax_id")
    private Set<String> taxIds = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "seller_line_item_type", joinColumns = @JoinColumn(name = "seller_id"))
    @Column(name = "line_item_type")
    @Enumerated(EnumType.STRING)
    private Set<LineItemType> lineItemTypes = new HashSet<>();

    protected Seller() { }

    public Seller(String name, List<String> aliases, List<String> taxIds, Set<LineItemType> lineItemTypes) {
        active = true;
        change(name, aliases, taxIds, lineItemTypes);
    }

    /** @param types the line item types the seller issues; empty = all of them */
    public final void change(String officialName, List<String> aliases, List<String> newTaxIds, Set<LineItemType> types) {
        name = officialName.strip();
        names.clear();
        names.put(TextKeys.of(name), name);
        aliases.stream().filter(a -> !a.isBlank()).forEach(a -> names.putIfAbsent(TextKeys.of(a), a.strip()));
        taxIds.clear();
        newTaxIds.stream().filter(t -> !t.isBlank()).forEach(t -> taxIds.add(t.strip()));
        lineItemTypes.clear();
        lineItemTypes.addAll(types.isEmpty() ? Set.of(LineItemType.values()) : types);
    }

    public Long id() { return id; }
    public String name() { return name; }
    public boolean isActive() { return active; }
    public long version() { return version; }
    public Set<String> taxIds() { return Set.copyOf(taxIds); }
    public Set<LineItemType> lineItemTypes() { return Set.copyOf(lineItemTypes); }
    public Set<String> nameKeys() { return Set.copyOf(names.keySet()); }

    /** Names other than the official one, sorted. */
    public List<String> aliases() {
        return names.entrySet().stream().filter(e -> !e.getKey().equals(TextKeys.of(name))).map(Map.Entry::getValue).sorted().toList();
    }
}
