package org.openpo.web.rest;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceRules;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.audit.RequestContext;
import org.openpo.ejb.invoice.BulkIntake;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceExport;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceService;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.queue.ExceptionService;
import org.openpo.ejb.queue.WayOutService;
import org.openpo.ejb.queue.WaysOutFinder;

/** Invoices: handing in, reading, explaining, matching again. */
@Path("invoices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvoiceResource {
    private static final Logger LOG = Logger.getLogger(InvoiceResource.class.getName());
    private static final String TYPE = "Invoice";
    private static final int MULTI_STATUS = 207;
    /** Invoices in one request: all of them together take no longer than clients wait. */
    static final int MOST = 1000;
    /** Well below what servers, proxies and clients wait for the first byte. */

    @EJB
    private InvoiceService service;
    @EJB
    private InvoiceQueries queries;
    @EJB
    private InvoiceExport export;
    @EJB
    private PurchaseOrderVersions versions;
    @EJB
    private ExceptionService exceptions;
    @EJB
    private WaysOutFinder waysOut;
    @EJB
    private WayOutService wayOut;
    @EJB
    private PurchaseOrderQueries purchaseOrders;
    @Context
    private UriInfo uri;

    /** A list of rows; with the filter {@code invoiceId} each comes with all of it. */
    @GET
    @RolesAllowed("VIEWER")
    public JsonObject list() {
        return new InvoiceList(queries, purchaseOrders, uri.getQueryParameters()).all();
    }

    /** The list with the same filters as a file. */
    @GET
    @Path("export")
    @Produces({ListFile.CSV, ListFile.XLSX, MediaType.APPLICATION_JSON})
    @RolesAllowed("VIEWER")
    public Response export() {
        return new InvoiceList(queries, purchaseOrders, uri.getQueryParameters()).file(export);
    }

    /**
     * Takes in one invoice or an array of them. Each is judged, saved and matched on its own: one that is refused does not stop the
     * others. An array is matched by issue date and invoice ID, whatever its order, and answered in its own.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public Response create(InputStream body, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String acceptLanguage) {
        JsonValue given = JsonBody.read(body);
        return switch (given.getValueType()) {
            case OBJECT -> createOne(given);
            case ARRAY -> createAll(given.asJsonArray(), ApiTexts.language(acceptLanguage));
            default -> throw ProblemException.invalid("", ErrorCode.WRONG_TYPE, JsonType.OBJECT_OR_ARRAY);
        };
    }

    private Response createOne(JsonValue given) {
        IntakeResult taken = service.register(draft(given), InvoiceSource.API);
        JsonObject invoice = InvoiceJson.write(queries.details(taken.id()), taken.outcome());
        return taken.outcome() == IntakeResult.Outcome.CREATED
                ? Response.created(uri.getAbsolutePathBuilder().path(Long.toString(taken.id())).build()).entity(invoice).build()
                : Response.ok(invoice).build();
    }

    private Response createAll(JsonArray given, Locale language) {
        if (given.size() > MOST) {
            throw new ProblemException(ProblemType.TOO_MANY_INVOICES, MOST);
        }
        Entry[] entries = IntStream.range(0, given.size()).mapToObj(i -> Entry.of(given.get(i))).toArray(Entry[]::new);
        List<Integer> inMatchingOrder = IntStream.range(0, entries.length).boxed().filter(i -> entries[i].draft != null)
                .sorted(Comparator.comparing(i -> entries[i].draft, InvoiceDraft.matchingOrder())).toList();
        List<BulkIntake.Answer> taken = service.registerAll(inMatchingOrder.stream().map(i -> entries[i].draft).toList(), InvoiceSource.API);
        for (int i = 0; i < taken.size(); i++) {
            entries[inMatchingOrder.get(i)] = Entry.of(taken.get(i));
        }
        Map<Long, InvoiceDetails> invoices = queries.details(Arrays.stream(entries).filter(entry -> entry.taken != null).map(entry -> entry.taken.id()).toList());
        JsonArrayBuilder answers = Jsons.array();
        boolean refused = false;
        for (Entry entry : entries) {
            refused |= entry.problem != null;
            answers.add(entry.problem != null ? entry.problem.toJson(language, null, RequestContext.requestId())
                    : InvoiceJson.write(invoices.get(entry.taken.id()), entry.taken.outcome()));
        }
        return Response.status(refused ? MULTI_STATUS : Response.Status.OK.getStatusCode()).entity(answers.build()).build();
    }

    /** One element of an array: at first a draft or a problem, in the end a result or a problem. */
    private record Entry(InvoiceDraft draft, IntakeResult taken, Problem problem) {
        static Entry of(JsonValue given) {
            try {
                return new Entry(InvoiceResource.draft(given), null, null);
            } catch (BusinessRuleException | ProblemException refused) {
                return new Entry(null, null, ProblemMapper.problemOf(refused));
            }
        }

        static Entry of(BulkIntake.Answer answer) {
            if (answer.failure() == null) {
                return new Entry(null, answer.result(), null);
            }
            Problem problem = ProblemMapper.problemOf(answer.failure());
            if (problem.type() == ProblemType.INTERNAL_ERROR) {
                LOG.log(Level.SEVERE, answer.failure(), () -> "[" + RequestContext.requestId() + "] an invoice of an array could not be taken in");
            }
            return new Entry(null, null, problem);
        }
    }

    /** @throws BusinessRuleException with everything that is wrong with it */
    private static InvoiceDraft draft(JsonValue given) {
        JsonFields in = JsonFields.of(given);
        InvoiceDraft draft = InvoiceJson.read(in);
        List<Violation> read = in.finish();
        BusinessRuleException.throwIfAny(JsonFields.merged(read, InvoiceRules.check(InvoiceRules.complete(draft))));
        return draft;
    }

    @GET
    @Path("{id}")
    @RolesAllowed("VIEWER")
    public Response read(@PathParam("id") String id) {
        InvoiceDetails invoice = queries.details(Ids.parse(TYPE, id));
        return Response.ok(InvoiceJson.write(invoice)).tag(Versions.tag(invoice.version())).build();
    }

    /** Why the invoice went where it went: the candidates, each with its rank or with the criterion that dropped it. */
    @GET
    @Path("{id}/explanation")
    @RolesAllowed("VIEWER")
    public JsonObject explain(@PathParam("id") String id) {
        InvoiceDetails invoice = queries.details(Ids.parse(TYPE, id));
        return InvoiceJson.explanation(invoice, versions.statesAt(InvoiceJson.judgedAt(invoice.explanation())));
    }

    /** What can be done about an exception, the best first. */
    @GET
    @Path("{id}/ways-out")
    @RolesAllowed("VIEWER")
    public JsonObject waysOut(@PathParam("id") String id) {
        return ListQueryParameters.answer(waysOut.of(Ids.parse(TYPE, id)).ways(), WayOutJson::write);
    }

    /** Takes one way out and answers with the invoice as it is then. */
    @POST
    @Path("{id}/ways-out")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public JsonObject takeWayOut(@PathParam("id") String id, InputStream body) {
        long invoice = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        WayOutService.Choice choice = WayOutJson.read(in);
        in.finishOrThrow();
        wayOut.take(invoice, choice);
        return InvoiceJson.write(queries.details(invoice));
    }

    /** Says who takes care of an exception. */
    @PUT
    @Path("{id}/assignee")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public JsonObject assign(@PathParam("id") String id, InputStream body) {
        long invoice = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body));
        String assignee = in.text("assignee");
        in.finishOrThrow();
        exceptions.assign(invoice, assignee);
        return InvoiceJson.write(queries.details(invoice));
    }

    /** Matches an invoice again that is in exception, also one that a person took off its lines; others are left as they are. */
    @POST
    @Path("{id}/rematch")
    @RolesAllowed("MANAGER")
    public JsonObject rematch(@PathParam("id") String id) {
        IntakeResult result = service.rematch(Ids.parse(TYPE, id));
        InvoiceDetails invoice = queries.details(result.id());
        return InvoiceJson.write(invoice, result.outcome());
    }

    /** Matches all invoices again that are in exception; what it has no time for is the next call's. */
    @POST
    @Path("rematch")
    @RolesAllowed("MANAGER")
    public JsonObject rematchAll() {
        ListQueryParameters query = new ListQueryParameters(uri.getQueryParameters());
        String cursor = query.cursor();
        query.finishOrThrow();
        InvoiceService.RematchResult result = service.rematchExceptions(cursor, InvoiceService.REMATCH_AT_MOST);
        return Jsons.object().add("tried", result.tried()).add("matched", result.matched())
                .add("exceptions", result.tried() - result.matched()).add("nextCursor", Jsons.text(result.nextCursor())).build();
    }
}
