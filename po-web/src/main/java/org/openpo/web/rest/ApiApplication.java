package org.openpo.web.rest;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API. Its classes are listed, not searched for: each server would find others. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {
    static final Set<Class<?>> RESOURCES = Set.of(PurchaseOrderResource.class, PurchaseOrderMatchingResource.class, PurchaseOrderFileResource.class, PurchaseOrderVersionResource.class, PurchaseOrderDocumentResource.class,
            PurchaseOrderCopyResource.class, InvoiceResource.class, InvoiceCorrectionResource.class, PurchaseOrderBalanceResource.class, LedgerResource.class, ReportResource.class, AuditResource.class,
            NotificationResource.class, NotificationRuleResource.class, PurchaseOrderNoticeResource.class, SubscriptionResource.class, WebhookResource.class,
            ImportResource.class, ImportMappingResource.class, AwsPullResource.class, ContactResource.class,
            SellerResource.class, ExchangeRateResource.class, SettingResource.class, UserResource.class, TokenResource.class, MeResource.class, SearchResource.class, OpenApiResource.class);
    private static final Set<Class<?>> PROVIDERS = Set.of(JsonWriter.class, ProblemMapper.class, EjbProblemMapper.class,
            RoleFilter.class, BodySizeFilter.class, IdempotencyFilter.class);

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> all = new HashSet<>(RESOURCES);
        all.addAll(PROVIDERS);
        return all;
    }

    /** Jersey would answer OPTIONS with a description of its own; ours is the OpenAPI document. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
