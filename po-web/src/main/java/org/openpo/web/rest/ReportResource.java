package org.openpo.web.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.report.PortfolioBy;
import org.openpo.ejb.report.ReportExport;
import org.openpo.ejb.report.ReportFilter;
import org.openpo.ejb.report.ReportQueries;

/** The reports, each also as a file. */
@Path("reports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {
    @EJB
    private ReportQueries reports;
    @EJB
    private ReportExport files;
    @Context
    private UriInfo uri;

    @GET
    @Path("portfolio")
    @RolesAllowed("VIEWER")
    public JsonObject portfolio() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        PortfolioBy by = by(query);
        String tagKey = tagKey(query, by);
        ReportFilter filter = filter(query);
        int limit = query.limit();
        String cursor = query.cursor();
        query.finishOrThrow();
        return ListQueryParameters.answer(reports.portfolio(by, tagKey, filter, cursor, limit), ReportJson::write);
    }

    @GET
    @Path("portfolio/export")
    @Produces({ListFile.CSV, ListFile.XLSX, MediaType.APPLICATION_JSON})
    @RolesAllowed("VIEWER")
    public Response exportPortfolio() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        PortfolioBy by = by(query);
        String tagKey = tagKey(query, by);
        ReportFilter filter = filter(query);
        ExportFormat format = ListFile.format(query);
        query.finishOrThrow();
        return ListFile.answer("portfolio", format, out -> files.portfolio(by, tagKey, filter, format, out));
    }

    /** All months of each currency, in order. */
    @GET
    @Path("committed-billed")
    @RolesAllowed("VIEWER")
    public JsonObject committedBilled() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        ReportFilter filter = filter(query);
        query.finishOrThrow();
        return ListQueryParameters.answer(reports.committedBilled(filter), ReportJson::write);
    }

    @GET
    @Path("committed-billed/export")
    @Produces({ListFile.CSV, ListFile.XLSX, MediaType.APPLICATION_JSON})
    @RolesAllowed("VIEWER")
    public Response exportCommittedBilled() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        ReportFilter filter = filter(query);
        ExportFormat format = ListFile.format(query);
        query.finishOrThrow();
        return ListFile.answer("committed-billed", format, out -> files.committedBilled(filter, format, out));
    }

    @GET
    @Path("unmatched-ageing")
    @RolesAllowed("VIEWER")
    public JsonObject ageing() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        ReportFilter filter = exceptionFilter(query);
        int limit = query.limit();
        String cursor = query.cursor();
        query.finishOrThrow();
        return ListQueryParameters.answer(reports.ageing(filter, cursor, limit), ReportJson::write);
    }

    @GET
    @Path("unmatched-ageing/export")
    @Produces({ListFile.CSV, ListFile.XLSX, MediaType.APPLICATION_JSON})
    @RolesAllowed("VIEWER")
    public Response exportAgeing() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        ReportFilter filter = exceptionFilter(query);
        ExportFormat format = ListFile.format(query);
        query.finishOrThrow();
        return ListFile.answer("unmatched-ageing", format, out -> files.ageing(filter, format, out));
    }

    /** {@code seller}, {@code tag} or {@code month}. */
    private static PortfolioBy by(ListQueryParameters query) {
        String name = query.text("by");
        if (name == null) {
            return PortfolioBy.SELLER;
        }
        Optional<PortfolioBy> known = Arrays.stream(PortfolioBy.values()).filter(each -> nameOf(each).equals(name)).findFirst();
        if (known.isEmpty()) {
            query.refuse("by", ErrorCode.NOT_ALLOWED_VALUE, JsonFields.shortened(name), Arrays.stream(PortfolioBy.values()).map(ReportResource::nameOf).collect(Collectors.joining(", ")));
        }
        return known.orElse(PortfolioBy.SELLER);
    }

    private static String nameOf(PortfolioBy by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    private static String tagKey(ListQueryParameters query, PortfolioBy by) {
        if (by != PortfolioBy.TAG) {
            return null;
        }
        String key = query.text("tagKey");
        if (key == null) {
            query.refuse("tagKey", ErrorCode.REQUIRED);
        }
        return key;
    }

    private static ReportFilter filter(ListQueryParameters query) {
        String tag = query.text("tag");
        String tagValue = query.text("tagValue");
        if (tag == null && tagValue != null) {
            query.refuse("tag", ErrorCode.REQUIRED);
        }
        return new ReportFilter(query.choices("status", PurchaseOrderStatus.class), query.text("seller"), query.text("currency"), tag, tagValue, query.month("from"), query.month("to"));
    }

    /** Exceptions have neither a status nor tags. */
    private static ReportFilter exceptionFilter(ListQueryParameters query) {
        return new ReportFilter(null, query.text("seller"), query.text("currency"), null, null, query.month("from"), query.month("to"));
    }
}
