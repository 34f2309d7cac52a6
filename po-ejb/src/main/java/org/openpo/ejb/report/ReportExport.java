package org.openpo.ejb.report;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.money.Decimals;
import org.openpo.domain.report.AgeBucket;
import org.openpo.ejb.export.Column;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.export.ListExport;
import org.openpo.ejb.query.Slice;

/** Writes reports into files, all rows of them. */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReportExport {
    /** What one read fetches of groups that the database reads on from any of them. */
    private static final int PART = 500;
    private static final int CODE = 9;
    private static final int MONTH = 10;
    private static final int COUNT = 16;
    private static final int AMOUNT = 20;
    private static final int WIDE = 36;

    @EJB
    private ReportQueries reports;

    public void portfolio(PortfolioBy by, String tagKey, ReportFilter filter, ExportFormat format, OutputStream out) throws IOException {
        // Groups that are put together here are read once: their places may have moved by the next read.
        int part = by == PortfolioBy.TAG ? PART : Integer.MAX_VALUE;
        ListExport.write(format, "portfolio", portfolioColumns(by), cursor -> reports.portfolio(by, tagKey, filter, cursor, part), out);
    }

    public void committedBilled(ReportFilter filter, ExportFormat format, OutputStream out) throws IOException {
        List<Column<MonthRow>> columns = List.of(new Column<>("month", MONTH, row -> row.month().toString()), new Column<>("currency", CODE, MonthRow::currency),
                money("committed", MonthRow::committed, MonthRow::currency), money("billed", MonthRow::billed, MonthRow::currency), money("difference", MonthRow::difference, MonthRow::currency),
                money("committedUpTo", MonthRow::committedUpTo, MonthRow::currency), money("billedUpTo", MonthRow::billedUpTo, MonthRow::currency),
                money("differenceUpTo", MonthRow::differenceUpTo, MonthRow::currency));
        ListExport.write(format, "committed and billed", columns, cursor -> new Slice<>(reports.committedBilled(filter), null), out);
    }

    public void ageing(ReportFilter filter, ExportFormat format, OutputStream out) throws IOException {
        List<Column<AgeingRow>> columns = new ArrayList<>(List.of(new Column<>("code", WIDE, row -> row.code() == null ? null : row.code().name()), new Column<>("seller", WIDE, AgeingRow::seller),
                new Column<>("currency", CODE, AgeingRow::currency)));
        for (AgeBucket bucket : AgeBucket.values()) {
            String name = nameOf(bucket);
            columns.add(new Column<>(name + "Invoices", COUNT, row -> row.cells().get(bucket.ordinal()).invoices()));
            columns.add(money(name + "Amount", row -> row.cells().get(bucket.ordinal()).amount(), AgeingRow::currency));
        }
        columns.add(new Column<>("invoices", COUNT, AgeingRow::invoices));
        columns.add(money("amount", AgeingRow::amount, AgeingRow::currency));
        ListExport.write(format, "unmatched ageing", columns, cursor -> reports.ageing(filter, cursor, Integer.MAX_VALUE), out);
    }

    /** {@code days8To30}, {@code daysOver90}: what the columns of the file begin with. */
    private static String nameOf(AgeBucket bucket) {
        return bucket.to() == null ? "daysOver" + (bucket.from() - 1) : "days" + bucket.from() + "To" + bucket.to();
    }

    private static List<Column<PortfolioRow>> portfolioColumns(PortfolioBy by) {
        List<Column<PortfolioRow>> columns = new ArrayList<>();
        if (by == PortfolioBy.MONTH) {
            columns.add(new Column<>("month", MONTH, row -> row.month().toString()));
        } else {
            columns.add(new Column<>("group", COUNT, row -> row.group().name()));
            columns.add(new Column<>(by.name().toLowerCase(Locale.ROOT), WIDE, PortfolioRow::name));
        }
        columns.addAll(List.of(new Column<>("currency", CODE, PortfolioRow::currency), new Column<>("purchaseOrders", COUNT, PortfolioRow::purchaseOrders),
                money("committed", PortfolioRow::committed, PortfolioRow::currency), money("billed", PortfolioRow::billed, PortfolioRow::currency),
                money(by == PortfolioBy.MONTH ? "difference" : "balance", PortfolioRow::balance, PortfolioRow::currency), new Column<>("percentUsed", COUNT, row -> row.percentUsed().orElse(null))));
        if (by != PortfolioBy.TAG) {
            columns.add(new Column<>("exceptions", COUNT, PortfolioRow::exceptions));
            columns.add(money("unmatched", PortfolioRow::unmatched, PortfolioRow::currency));
        }
        return columns;
    }

    private static <R> Column<R> money(String header, Function<R, BigDecimal> amount, Function<R, String> currency) {
        return new Column<>(header, AMOUNT, row -> Decimals.ofCurrency(amount.apply(row), currency.apply(row)));
    }
}
