package org.openpo.ejb.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.AllocatedAmount;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.setting.Setting;
import org.openpo.domain.wayout.WayOut;
import org.openpo.domain.wayout.WayOutKind;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.inbound.ImportQueries;
import org.openpo.ejb.inbound.ImportRunner;
import org.openpo.ejb.inbound.ImportService;
import org.openpo.ejb.invoice.AllocationPart;
import org.openpo.ejb.invoice.AssignmentPreview;
import org.openpo.ejb.invoice.AssignmentQueries;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceService;
import org.openpo.ejb.invoice.PurchaseOrderRematch;
import org.openpo.ejb.invoice.Standing;
import org.openpo.ejb.match.RematchScope;
import org.openpo.ejb.match.WhatIf;
import org.openpo.ejb.match.WhatIfService;
import org.openpo.ejb.order.DeletedPurchaseOrder;
import org.openpo.ejb.order.FiguresAt;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderFigures;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.order.VersionView;
import org.openpo.ejb.queue.ExceptionService;
import org.openpo.ejb.queue.WayOutService;
import org.openpo.ejb.queue.WaysOutFinder;
import org.openpo.ejb.rate.ExchangeRateService;
import org.openpo.ejb.rate.ExchangeRateView;
import org.openpo.ejb.setting.SettingService;

/** One world, made step by step; what a step does depends on its number and on what is there. */
final class History implements AutoCloseable {
    /** Ways out after which something else may still keep the invoice: they settle one thing of several. */
    private static final Set<WayOutKind> ONE_OF_SEVERAL = EnumSet.of(WayOutKind.REGISTER_SELLER, WayOutKind.ADD_ALIAS, WayOutKind.ADD_RATE, WayOutKind.NOT_DUPLICATE, WayOutKind.ACCEPT_AMOUNTS);

    private final Map<String, Runnable> steps = new LinkedHashMap<>();
    /** Each step's name as often as its weight says; drawn without putting back, so that every kind of step comes. */
    private final List<String> bag = new ArrayList<>();
    private final List<String> drawn = new ArrayList<>();
    private final Path directory = temporary();
    private final TickingClock clock = new TickingClock();
    private final SeContainer container;
    private final RandomDrafts drafts = new RandomDrafts();
    private final List<InvoiceDraft> invoices = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final BiConsumer<String, Boolean> watcher;
    private LedgerInvariants.State state;
    private LedgerInvariants.Mover mover;
    private final Set<Long> corrected = new HashSet<>();
    private final List<Long> decided = new ArrayList<>();

    /** What was read of an order at a moment: line number → committed and billed. */
    private record Moment(Instant at, long order, Map<String, String> figures) { }

    static final List<String> STEPS = List.of("create", "invoice", "credit memo", "import", "again", "standing", "change", "line", "status", "close", "delete", "free",
            "restore", "rate", "setting", "restart", "rematch all", "rematch", "way out", "accept", "unmatch", "exclude", "void", "duplicate", "assign", "undo");

    /** @param watcher is told each step's name and whether it was taken */
    History(BiConsumer<String, Boolean> watcher) {
        this.watcher = watcher;
        System.setProperty("OPENPO_DATA_DIR", directory.toString());
        container = SeContainer.inFiles(clock, directory);
        step(4, "create", this::create);
        step(12, "invoice", () -> take(drafts.invoice()));
        step(5, "credit memo", () -> take(drafts.creditMemo(originals())));
        step(3, "import", this::importFile);
        step(3, "again", this::sameInvoiceAgain);
        step(2, "standing", this::standing);
        step(5, "change", this::change);
        step(3, "line", this::oneLine);
        step(2, "status", this::status);
        step(2, "close", this::close1);
        step(1, "delete", this::delete);
        step(1, "free", this::free);
        step(2, "restore", this::restore);
        step(3, "rate", this::rate);
        step(1, "setting", this::setting);
        step(2, "restart", container::restart);
        step(2, "rematch all", this::rematchAll);
        step(3, "rematch", this::rematch);
        step(6, "way out", this::wayOut);
        step(1, "accept", this::accept);
        step(1, "unmatch", () -> correct((key, s) -> s.unmatch(key, null, "wrong")));
        step(1, "exclude", () -> correct((key, s) -> s.exclude(key, null, "private")));
        step(1, "void", () -> correct((key, s) -> s.voidInvoice(key, null, "cancelled")));
        step(1, "duplicate", () -> correct((key, s) -> s.markDuplicate(key, null, drafts.any(invoiceKeys()), "twice")));
        step(5, "assign", this::assign);
        step(4, "undo", this::undo);
        assertThat(steps.keySet()).containsExactlyElementsOf(STEPS);
        state = LedgerInvariants.check(container.dataSource());
    }

    private void step(int weight, String name, Runnable action) {
        steps.put(name, action);
        for (int i = 0; i < weight; i++) {
            bag.add(name);
        }
    }

    void step(int seed) {
        drafts.seed(seed);
        mover = LedgerInvariants.Mover.PERSON;
        corrected.clear();
        LedgerInvariants.State before = state;
        String name = orders().isEmpty() ? "create" : invoiceKeys().isEmpty() ? "invoice" : draw();
        told.add(name + " " + seed);
        try {
            steps.get(name).run();
            state = LedgerInvariants.check(container.dataSource());
            watcher.accept(name, true);
        } catch (BusinessRuleException refused) {
            watcher.accept(name, false);
            state = LedgerInvariants.check(container.dataSource());
            assertThat(state.rows()).as("refused: " + refused.getMessage()).isEqualTo(before.rows());
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError("after " + told, failed);
        }
        try {
            LedgerInvariants.checkStep(before, state, mover, corrected);
        } catch (AssertionError failed) {
            throw new AssertionError("after " + told, failed);
        }
        if (drafts.chance(4) && !orders().isEmpty()) {
            remember(drafts.any(orders()));
        }
    }

    private String draw() {
        if (drawn.isEmpty()) {
            drawn.addAll(bag);
        }
        return drawn.remove(drafts.number(drawn.size()));
    }

    // What people do to purchase orders

    private void create() {
        PurchaseOrderDraft draft = drafts.order(drafts.orderId());
        WhatIf said = container.with(WhatIfService.class, s -> s.of(draft, null));
        LedgerInvariants.State before = state;
        long id = container.with(PurchaseOrderService.class, s -> s.create(draft));
        rematch(id, RematchScope.ALL);
        cameAsSaid(said, id, before);
    }

    private void change() {
        long id = drafts.any(orders());
        PurchaseOrderDraft draft = drafts.edited(details(id).toDraft());
        WhatIf said = container.with(WhatIfService.class, s -> s.of(draft, id));
        LedgerInvariants.State before = state;
        run(PurchaseOrderService.class, s -> s.replace(id, null, draft));
        rematch(id, RematchScope.ALL);
        cameAsSaid(said, id, before);
    }

    private void oneLine() {
        long id = drafts.any(orders());
        PurchaseOrderDetails now = details(id);
        LineItemDraft line = drafts.line(null, drafts.name("S"), now.effectiveMonth(), now.expirationMonth());
        switch (now.lineItems().isEmpty() ? 0 : drafts.number(3)) {
            case 0 -> run(PurchaseOrderService.class, s -> s.addLineItem(id, null, line));
            case 1 -> run(PurchaseOrderService.class, s -> s.changeLineItem(id, null, drafts.any(now.lineItems()).id(), line));
            default -> run(PurchaseOrderService.class, s -> s.deleteLineItem(id, null, drafts.any(now.lineItems()).id()));
        }
    }

    private void status() {
        long id = drafts.any(orders());
        PurchaseOrderStatus other = switch (details(id).status()) {
            case ACTIVE -> PurchaseOrderStatus.SUSPENDED;
            case SUSPENDED -> PurchaseOrderStatus.ACTIVE;
            case EXPIRED -> PurchaseOrderStatus.SUSPENDED_EXPIRED;
            case SUSPENDED_EXPIRED -> PurchaseOrderStatus.EXPIRED;
        };
        run(PurchaseOrderService.class, s -> s.changeStatus(id, null, other, "for a while"));
    }

    private void close1() {
        long id = drafts.any(orders());
        List<LineItemView> lines = details(id).lineItems();
        if (!lines.isEmpty()) {
            LineItemView line = drafts.any(lines);
            run(PurchaseOrderService.class, s -> s.closeLineItem(id, null, line.id(), !line.closed(), "for a while"));
        }
    }

    private void delete() {
        long id = drafts.any(orders());
        run(PurchaseOrderService.class, s -> s.delete(id, null, "no longer needed"));
    }

    private void free() {
        List<DeletedPurchaseOrder> deleted = container.with(PurchaseOrderQueries.class, PurchaseOrderQueries::deleted);
        if (!deleted.isEmpty()) {
            run(PurchaseOrderService.class, s -> s.freeId(drafts.any(deleted).id(), "mistyped"));
        }
    }

    private void restore() {
        long id = drafts.any(orders());
        List<VersionView> versions = container.with(PurchaseOrderVersions.class, v -> v.list(id, null, 100));
        int number = drafts.any(versions).number();
        run(PurchaseOrderService.class, s -> s.restore(id, null, number, "as it was"));
    }

    private void rate() {
        List<ExchangeRateView> rates = container.with(ExchangeRateService.class, s -> s.page(null, 0, 100)).items();
        if (!rates.isEmpty() && drafts.chance(3)) {
            run(ExchangeRateService.class, s -> s.delete(drafts.any(rates).id()));
        } else {
            BigDecimal rate = new BigDecimal("0.8").add(drafts.amount(0, 30));
            boolean reverse = drafts.chance(3);
            run(ExchangeRateService.class, s -> s.add(reverse ? "EUR" : "USD", reverse ? "USD" : "EUR", drafts.day(), rate));
        }
    }

    private void setting() {
        Setting marketplace = Setting.CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE;
        run(SettingService.class, s -> s.change(Map.of(marketplace, !s.isOn(marketplace))));
    }

    // What suppliers send

    private void take(InvoiceDraft draft) {
        mover = LedgerInvariants.Mover.SUPPLIER;
        invoices.add(draft);
        container.with(InvoiceIntake.class, s -> s.take(draft, InvoiceSource.API, null, "tester"));
    }

    private List<InvoiceDraft> originals() {
        return invoices.stream().filter(i -> i.kind() == InvoiceKind.INVOICE).toList();
    }

    private void sameInvoiceAgain() {
        InvoiceDraft sent = drafts.any(invoices);
        take(drafts.again(sent, drafts.any(List.of(BigDecimal.ONE, new BigDecimal("1.1"), new BigDecimal("0.5")))));
    }

    private void standing() {
        InvoiceDraft sent = drafts.any(invoices);
        mover = LedgerInvariants.Mover.SUPPLIER;
        Standing standing = drafts.any(List.of(Standing.CANCELLED, Standing.PAYMENT_RECEIPT, Standing.DUE));
        container.with(InvoiceIntake.class, s -> s.take(sent, standing, InvoiceSource.FILE, null, "tester"));
    }

    private void importFile() {
        mover = LedgerInvariants.Mover.SUPPLIER;
        StringBuilder file = new StringBuilder(RandomDrafts.CSV_HEADER);
        for (int row = 0; row < 1 + drafts.number(4); row++) {
            InvoiceDraft draft = drafts.chance(4) ? drafts.creditMemo(originals()) : drafts.chance(4) ? drafts.any(originals()) : drafts.invoice();
            invoices.add(draft);
            file.append(RandomDrafts.csv(draft));
        }
        long job = container.with(ImportService.class, s -> s.submit("invoices.csv", new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8))));
        run(ImportRunner.class, ImportRunner::wakeUp);
        var view = container.with(ImportQueries.class, q -> q.job(job));
        assertThat(view.state().name()).as(file.toString()).isEqualTo("SUCCEEDED");
        assertThat(view.counts().errors()).as(file.toString()).isLessThan(view.counts().rows() + 1);
    }

    // Matching again

    private void rematchAll() {
        mover = LedgerInvariants.Mover.RULES;
        container.with(InvoiceService.class, InvoiceService::rematchExceptions);
    }

    /** As the page says, so it comes. */
    private void rematch() {
        mover = LedgerInvariants.Mover.RULES;
        long id = drafts.any(orders());
        RematchScope scope = drafts.any(List.of(RematchScope.values()));
        WhatIf said = container.with(WhatIfService.class, s -> s.of(id, scope));
        LedgerInvariants.State before = state;
        PurchaseOrderRematch.Result result = rematch(id, scope);
        assertThat(result.matched()).isEqualTo(said.exceptions().stream().filter(t -> t.kind() == InvoiceKind.INVOICE).count());
        assertThat(result.moved()).isEqualTo(said.moved().stream().filter(t -> t.kind() == InvoiceKind.INVOICE).count());
        cameAsSaid(said, id, before);
    }

    private PurchaseOrderRematch.Result rematch(long id, RematchScope scope) {
        return container.with(PurchaseOrderRematch.class, r -> r.run(id, scope));
    }

    /** What-if and what then came: each line's figures, and for each invoice whether, where and with what amount it moved. */
    private void cameAsSaid(WhatIf said, long id, LedgerInvariants.State before) {
        PurchaseOrderDetails after = details(id);
        assertThat(said.lines().stream().map(l -> l.number() + " " + plain(l.total()) + " " + plain(l.billedAfter())).toList()).as("lines, as the what-if said")
                .isEqualTo(after.lineItems().stream().map(l -> l.number() + " " + plain(l.total()) + " " + plain(l.billed())).toList());
        assertThat(said.billedAfter()).isEqualByComparingTo(after.billed());
        assertThat(said.committed()).isEqualByComparingTo(after.committed());
        Map<Long, String> numbers = after.lineItems().stream().collect(Collectors.toMap(LineItemView::id, LineItemView::number));
        LedgerInvariants.State now = LedgerInvariants.check(container.dataSource());
        Map<Long, String> came = new TreeMap<>();
        now.standing().stream().filter(row -> !before.rows().containsKey(row.id()) && numbers.containsKey(row.line()))
                .forEach(row -> came.put(row.invoice(), numbers.get(row.line()) + " " + plain(row.orderAmount())));
        Map<Long, String> announced = new TreeMap<>();
        Stream.concat(said.exceptions().stream(), said.moved().stream())
                .forEach(taken -> announced.put(taken.id(), taken.lineItemNumber() + " " + plain(taken.purchaseOrderAmount())));
        assertThat(came).as("what comes to the order").isEqualTo(announced);
    }

    // Exceptions

    private void wayOut() {
        List<Long> waiting = state.invoices().values().stream().filter(i -> i.state().equals("EXCEPTION")).map(LedgerInvariants.Invoice::id).sorted().toList();
        if (waiting.isEmpty()) {
            return;
        }
        long key = drafts.any(waiting);
        corrected.add(key);
        List<WayOut> ways = container.with(WaysOutFinder.class, f -> f.of(key)).ways();
        WayOut way = drafts.any(ways.size() == 1 ? ways : ways.subList(0, ways.size() - 1));
        InvoiceState after;
        try {
            after = container.with(WayOutService.class, s -> s.take(key, new WayOutService.Choice(way.kind(), way.purchaseOrderKey(), way.lineItemId(),
                    drafts.name("WAY-"), new BigDecimal("1.1"),
                    way.kind() == WayOutKind.ADD_ALIAS ? RandomDrafts.SELLER : null, "because")));
        } catch (BusinessRuleException refused) {
            throw new AssertionError("A way out that was offered is refused: " + way + ": " + refused.getMessage(), refused);
        }
        if (!ONE_OF_SEVERAL.contains(way.kind()) && !(way.kind() == WayOutKind.MATCH_AGAIN && isDoubtful(key))) {
            assertThat(after).as("after " + way).isNotEqualTo(InvoiceState.EXCEPTION);
        }
    }

    /**
     * Matching again leads to a question instead of a line where nobody has answered it yet: the supplier has changed an invoice that a person had
     * taken off its line, so that it was not judged, and its amounts no longer make its total or make it look like another one.
     */
    private boolean isDoubtful(long key) {
        String codes = LedgerInvariants.check(container.dataSource()).invoices().get(key).codes();
        return codes != null && (codes.contains("DUPLICATE") || codes.contains("AMOUNT"));
    }

    private void accept() {
        List<Long> doubtful = state.invoices().values().stream().filter(i -> i.codes() != null && (i.codes().contains("DUPLICATE") || i.codes().contains("AMOUNT")))
                .map(LedgerInvariants.Invoice::id).sorted().toList();
        if (!doubtful.isEmpty()) {
            run(ExceptionService.class, s -> s.accept(drafts.any(doubtful), drafts.chance(2) ? ExceptionCode.DUPLICATE : ExceptionCode.AMOUNT_INCONSISTENT, "looked at it"));
        }
    }

    // Corrections

    private interface Decision {
        void on(long invoice, CorrectionService service);
    }

    private void correct(Decision decision) {
        decide(drafts.any(invoiceKeys()), decision);
    }

    private void decide(long key, Decision decision) {
        corrected.add(key);
        run(CorrectionService.class, s -> decision.on(key, s));
        decided.add(key);
    }

    /** Mostly of an invoice that somebody has decided about, so that there is something to undo. */
    private void undo() {
        decide(drafts.any(decided.isEmpty() || drafts.chance(6) ? invoiceKeys() : decided), (key, s) -> s.undo(key, null, "not so"));
    }

    private void assign() {
        long key = drafts.any(invoiceKeys());
        corrected.add(key);
        List<AllocationPart> parts = parts(drafts.chance(2) ? 1 : 2 + drafts.number(2), accounts(key));
        boolean acceptOverspend = drafts.chance(2);
        AssignmentPreview said = parts.isEmpty() ? null : container.with(AssignmentQueries.class, q -> q.preview(key, parts));
        run(CorrectionService.class, s -> s.assign(key, null, parts, "better there", acceptOverspend));
        decided.add(key);
        if (said == null) {
            return;
        }
        Map<Long, String> announced = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            AllocatedAmount amount = said.amounts().get(i);
            announced.put(parts.get(i).lineItemId(), plain(amount.covered()) + " " + plain(amount.invoiceAmount()) + " " + plain(amount.purchaseOrderAmount()));
        }
        LedgerInvariants.State now = LedgerInvariants.check(container.dataSource());
        Map<Long, String> came = new HashMap<>();
        now.standing().stream().filter(row -> row.invoice() == key)
                .forEach(row -> came.put(row.line(), plain(row.covered()) + " " + plain(row.invoiceAmount()) + " " + plain(row.orderAmount())));
        assertThat(came).as("amounts, as the preview said").isEqualTo(announced);
        said.balances().stream().filter(effect -> effect.after() != null).forEach(effect -> {
            LedgerInvariants.Line line = now.lines().get(effect.line().lineItemId());
            assertThat(line.total().subtract(line.billed())).as("balance, as the preview said").isEqualByComparingTo(effect.after());
        });
    }

    private boolean accounts(long key) {
        return container.with(InvoiceQueries.class, q -> q.details(key)).charges().stream().anyMatch(c -> c.account() != null);
    }

    private List<AllocationPart> parts(int count, boolean accounts) {
        List<AllocationPart> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<LineItemView> lines = details(drafts.any(orders())).lineItems();
            if (lines.isEmpty()) {
                continue;
            }
            long line = drafts.any(lines).id();
            if (parts.stream().noneMatch(p -> p.lineItemId() == line)) {
                parts.add(i == 0 && drafts.chance(2) ? AllocationPart.rest(line) : switch (drafts.number(accounts ? 3 : 2)) {
                    case 0 -> AllocationPart.ofPercent(line, drafts.amount(1, 3400));
                    case 1 -> AllocationPart.ofAmount(line, drafts.amount(1, 3000));
                    default -> AllocationPart.ofAccounts(line, Set.of(i == 0 ? "A" : "B"));
                });
            }
        }
        return parts;
    }

    // The past

    private void remember(long order) {
        moments.add(new Moment(clock.instant(), order, figures(details(order))));
    }

    private static Map<String, String> figures(PurchaseOrderDetails order) {
        return order.lineItems().stream().collect(Collectors.toMap(LineItemView::number, l -> plain(l.total()) + " " + plain(l.billed())));
    }

    /** The ledger, replayed up to any moment, gives what was read at that moment; and the nightly check finds nothing. */
    void looksBack() {
        Set<Long> there = new HashSet<>(orders());
        for (Moment moment : moments) {
            if (there.contains(moment.order)) {
                FiguresAt then = container.with(PurchaseOrderFigures.class, f -> f.at(moment.order, moment.at));
                assertThat(then.lines().stream().collect(Collectors.toMap(FiguresAt.Line::number, l -> plain(l.balance().committed()) + " " + plain(l.balance().billed()))))
                        .as("order %d at %s after %s", moment.order, moment.at, told).isEqualTo(moment.figures);
            }
        }
        assertThat(container.with(LedgerCheck.class, LedgerCheck::check).first()).isEmpty();
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private <B> void run(Class<B> service, Consumer<B> work) {
        container.with(service, s -> {
            work.accept(s);
            return null;
        });
    }

    private PurchaseOrderDetails details(long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private List<Long> orders() {
        return state.orders().stream().sorted().toList();
    }

    private List<Long> invoiceKeys() {
        return state.invoices().keySet().stream().sorted().toList();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("openpo-history");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        container.close();
        System.clearProperty("OPENPO_DATA_DIR");
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
