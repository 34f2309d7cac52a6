package org.openpo.benchmark;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.match.CandidateIndex;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.Chosen;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.money.RateTable;

/**
 * How many invoices per second one core matches against portfolios of several sizes, the index built once, beside a plain
 * hash map that is asked for the same seller, currency, class and billing period.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+UseParallelGC"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class MatcherBenchmark {

    @Param({"1000", "100000", "1000000"})
    private int lines;

    private List<InvoiceFacts> invoices;
    private CandidateIndex index;
    private Map<Key, CandidateLine> map;
    private int next;

    private record Key(long sellerId, String currency, InvoiceClass invoiceClass, YearMonth billingPeriod) {
        static Key of(InvoiceFacts invoice) {
            return new Key(invoice.sellerId(), invoice.currency().getCurrencyCode(), invoice.invoiceClass(), invoice.billingPeriod());
        }
    }

    @Setup
    public void generate() {
        Portfolio portfolio = Portfolio.of(lines, 42);
        index = new CandidateIndex(portfolio.lines(), portfolio.purchaseOrders(), Portfolio.PERIODS, RateTable.EMPTY);
        invoices = portfolio.invoices(1 << 14, 43);
        map = new HashMap<>();
        for (int i = 0; i < invoices.size(); i++) {
            map.put(Key.of(invoices.get(i)), portfolio.lines().get(i % portfolio.lines().size()));
        }
        long matched = invoices.stream().filter(invoice -> index.choose(invoice).isPresent()).count();
        System.out.printf("%n# %,d lines, %,d invoices, %d %% of them matched, %.1f %% with a reference%n", lines, invoices.size(),
                100 * matched / invoices.size(), 100.0 * invoices.stream().filter(InvoiceFacts::isPinned).count() / invoices.size());
    }

    private InvoiceFacts invoice() {
        next = next + 1 & invoices.size() - 1;
        return invoices.get(next);
    }

    /** The line that pays, with the amount in its currency and the rate. */
    @Benchmark
    public Optional<Chosen> match() {
        return index.choose(invoice());
    }

    /** The same, and the balances move: the amount is taken from the line and given back. */
    @Benchmark
    public Optional<Chosen> matchAndAllocate() {
        Optional<Chosen> chosen = index.choose(invoice());
        if (chosen.isPresent()) {
            index.allocate(chosen.get().lineItemId(), chosen.get().purchaseOrderAmount());
            index.allocate(chosen.get().lineItemId(), chosen.get().purchaseOrderAmount().negate());
        }
        return chosen;
    }

    /** The yardstick: one look-up of the same key. */
    @Benchmark
    public CandidateLine hashMapLookUp() {
        return map.get(Key.of(invoice()));
    }
}
