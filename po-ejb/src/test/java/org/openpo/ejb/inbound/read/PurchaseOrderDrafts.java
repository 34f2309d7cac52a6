package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderIds;
import org.openpo.domain.rule.TextKeys;

/** Purchase orders as the database may hold them, with texts that are hard to write into a cell. */
public final class PurchaseOrderDrafts {
    private static final YearMonth FIRST = YearMonth.of(2026, 1);
    private static final YearMonth LAST = YearMonth.of(2026, 12);

    private PurchaseOrderDrafts() { }

    public static Arbitrary<PurchaseOrderDraft> any(List<String> sellerNames) {
        Arbitrary<String> id = Arbitraries.strings().withChars("aB1_.:/=+-%@# Đé").ofMinLength(1).ofMaxLength(12).map(PurchaseOrderIds::cleaned).filter(s -> !s.isEmpty());
        Arbitrary<List<String>> sellers = Arbitraries.of(sellerNames).list().uniqueElements().ofMinSize(1).ofMaxSize(2).map(l -> l.stream().sorted().toList());
        Arbitrary<Map<String, String>> tags = Arbitraries.maps(hard().filter(s -> !s.isBlank()), Arbitraries.oneOf(hard(), Arbitraries.just(""))).ofMaxSize(3);
        Arbitrary<List<LineItemDraft>> lines = line().list().uniqueElements(l -> LineItem.keyOf(l.number())).ofMaxSize(3);
        Arbitrary<PurchaseOrderDraft> plain = Combinators.combine(id, text(), sellers, values(), values(), text(), text(), tags)
                .as((number, description, names, registrations, units, address, terms, marks) -> new PurchaseOrderDraft(number, description, number.length() % 5 == 0,
                        number.length() % 5 == 0 ? List.of() : names, registrations, units, address, address, terms, "EUR", FIRST, LAST,
                        number.length() % 2 == 0 ? AmountBasis.GROSS : AmountBasis.NET, List.of(), marks, List.of()));
        return Combinators.combine(plain, lines, contact().list().uniqueElements(c -> TextKeys.of(c.email())).ofMaxSize(2))
                .as((draft, items, contacts) -> draft.withLineItems(items).withContacts(contacts));
    }

    private static Arbitrary<LineItemDraft> line() {
        Arbitrary<LineTax> tax = Combinators.combine(Arbitraries.of(LineTax.Kind.values()), number()).as(LineTax::new);
        return Combinators.combine(text(), text(), number().injectNull(0.2), number(), tax, values(), Arbitraries.of(OverspendPolicy.values()),
                Arbitraries.of(true, false)).as((number, description, price, quantity, taxed, accounts, policy, flag) -> new LineItemDraft(null, number, description, LineItemType.ALL,
                        flag ? FIRST : FIRST.plusMonths(2), LAST, flag && price != null, price, quantity, taxed, policy, accounts));
    }

    private static Arbitrary<ContactDraft> contact() {
        return Combinators.combine(hard().map(s -> s.replaceAll("\\p{Cntrl}", "").strip()).filter(s -> !s.isEmpty()), Arbitraries.strings().withChars("abc+=-'").ofMinLength(1).ofMaxLength(6))
                .as((name, mailbox) -> new ContactDraft(name, mailbox + "@drafts.example", null, "en"));
    }

    private static Arbitrary<BigDecimal> number() {
        return Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal("99999")).ofScale(4).map(n -> n.setScale(n.intValue() % 5, java.math.RoundingMode.DOWN));
    }

    private static Arbitrary<List<String>> values() {
        return hard().map(String::strip).filter(s -> !s.isEmpty()).list().uniqueElements().ofMaxSize(3).map(l -> l.stream().sorted().toList());
    }

    /** As the database keeps texts: without outer blanks, never empty. */
    private static Arbitrary<String> text() {
        return hard().map(String::strip).map(s -> s.isEmpty() ? "x" : s);
    }

    private static Arbitrary<String> hard() {
        return Arbitraries.strings().withChars("=+-@'\"\\;,| \t\n\r<>a1.Đ漢").ofMaxLength(8);
    }
}
