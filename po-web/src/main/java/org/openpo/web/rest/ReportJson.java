package org.openpo.web.rest;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.openpo.ejb.report.AgeingRow;
import org.openpo.ejb.report.MonthRow;
import org.openpo.ejb.report.PortfolioRow;

/** Rows of reports as the API writes them. */
final class ReportJson {
    private ReportJson() { }

    static JsonObject write(PortfolioRow row) {
        String currency = row.currency();
        return Jsons.object().add("group", row.group().name()).add("name", Jsons.text(row.name())).add("month", Jsons.text(row.month())).add("currency", currency)
                .add("purchaseOrders", row.purchaseOrders()).add("committed", Jsons.amount(row.committed(), currency)).add("billed", Jsons.amount(row.billed(), currency))
                .add("balance", Jsons.amount(row.balance(), currency)).add("percentUsed", Jsons.decimal(row.percentUsed().orElse(null)))
                .add("exceptions", Jsons.count(row.exceptions())).add("unmatched", Jsons.amount(row.unmatched(), currency)).build();
    }

    static JsonObject write(MonthRow row) {
        String currency = row.currency();
        return Jsons.object().add("month", row.month().toString()).add("currency", currency).add("committed", Jsons.amount(row.committed(), currency))
                .add("billed", Jsons.amount(row.billed(), currency)).add("difference", Jsons.amount(row.difference(), currency))
                .add("committedUpTo", Jsons.amount(row.committedUpTo(), currency)).add("billedUpTo", Jsons.amount(row.billedUpTo(), currency))
                .add("differenceUpTo", Jsons.amount(row.differenceUpTo(), currency)).build();
    }

    static JsonObject write(AgeingRow row) {
        JsonArrayBuilder buckets = Jsons.array();
        row.cells().forEach(cell -> buckets.add(bucket(row, cell)));
        return Jsons.object().add("code", Jsons.text(row.code())).add("seller", row.seller()).add("currency", row.currency()).add("invoices", row.invoices())
                .add("amount", Jsons.amount(row.amount(), row.currency())).add("buckets", buckets).build();
    }

    private static JsonObjectBuilder bucket(AgeingRow row, AgeingRow.Cell cell) {
        return Jsons.object().add("fromDays", cell.bucket().from()).add("toDays", Jsons.count(cell.bucket().to())).add("invoices", cell.invoices())
                .add("amount", Jsons.amount(cell.amount(), row.currency()));
    }
}
