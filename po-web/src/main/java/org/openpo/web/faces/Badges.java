package org.openpo.web.faces;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.access.ApiToken;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** Icon and tint of states, and how a balance meter is drawn, as {@code #{badges}}. Tint is only the third cue after icon and word. */
@Named("badges")
@RequestScoped
public class Badges {
    /** At or under this share of the committed amount a balance is shown as low. */
    private static final BigDecimal LOW = new BigDecimal("0.25");
    private static final BigDecimal FULL = BigDecimal.valueOf(100);
    private static final String SUCCESS = "ui-tag-success";
    private static final String WARNING = "ui-tag-warning";
    private static final String DANGER = "ui-tag-danger";
    private static final String INFO = "ui-tag-info";

    private final Texts texts;
    private final Formats formats;

    protected Badges() {
        this(null, null);
    }

    @Inject
    public Badges(Texts texts, Formats formats) {
        this.texts = texts;
        this.formats = formats;
    }

    /** Style class of the tag; "" is the neutral one. */
    public String tint(Enum<?> state) {
        if (state instanceof PurchaseOrderStatus status) {
            return switch (status) {
                case ACTIVE -> SUCCESS;
                case SUSPENDED -> WARNING;
                case EXPIRED, SUSPENDED_EXPIRED -> "";
            };
        } else if (state instanceof InvoiceState invoice) {
            return switch (invoice) {
                case MATCHED -> SUCCESS;
                case PARTLY_MATCHED -> WARNING;
                case EXCEPTION -> DANGER;
                case EXCLUDED, VOID -> "";
            };
        } else if (state instanceof ImportState imported) {
            return switch (imported) {
                case SUCCEEDED -> SUCCESS;
                case FAILED -> DANGER;
                case QUEUED, RUNNING, PREVIEWED -> INFO;
                case CANCELLED -> "";
            };
        } else if (state instanceof ExceptionCode code) {
            return switch (code) {
                case BALANCE_HELD, REFERENCE_UNKNOWN, REFERENCE_NOT_ELIGIBLE, ORIGINAL_UNKNOWN, DUPLICATE, AMOUNT_INCONSISTENT -> WARNING;
                case NO_PURCHASE_ORDER, SELLER_NOT_COVERED, PERIOD_OUTSIDE_WINDOW, TYPE_NOT_COVERED, SUSPENDED, CURRENCY_DIFFERS, TAX_REGISTRATION_DIFFERS,
                        INVOICE_UNIT_DIFFERS -> DANGER;
            };
        } else if (state instanceof ApiToken.State token) {
            return switch (token) {
                case ACTIVE -> SUCCESS;
                case EXPIRED -> WARNING;
                case REVOKED -> "";
            };
        } else if (state instanceof DeliveryState delivery) {
            return switch (delivery) {
                case SENT -> SUCCESS;
                case FAILED -> DANGER;
                case WAITING, SENDING -> INFO;
                case KEPT, CANCELLED -> "";
            };
        } else if (state instanceof AllocationHow how) {
            return how == AllocationHow.RULE || how == AllocationHow.REFERENCE ? SUCCESS : INFO;
        }
        return "";
    }

    /** PrimeIcons class. */
    public String icon(Enum<?> state) {
        if (state instanceof PurchaseOrderStatus status) {
            return switch (status) {
                case ACTIVE -> "pi-check-circle";
                case SUSPENDED -> "pi-pause-circle";
                case EXPIRED -> "pi-calendar-times";
                case SUSPENDED_EXPIRED -> "pi-stop-circle";
            };
        } else if (state instanceof InvoiceState invoice) {
            return switch (invoice) {
                case MATCHED -> "pi-check";
                case PARTLY_MATCHED -> "pi-exclamation-triangle";
                case EXCEPTION -> "pi-exclamation-circle";
                case EXCLUDED -> "pi-minus-circle";
                case VOID -> "pi-times-circle";
            };
        } else if (state instanceof ImportState imported) {
            return switch (imported) {
                case SUCCEEDED -> "pi-check";
                case FAILED -> "pi-times-circle";
                case QUEUED -> "pi-clock";
                case RUNNING -> "pi-refresh";
                case CANCELLED -> "pi-minus-circle";
                case PREVIEWED -> "pi-eye";
            };
        } else if (state instanceof ExceptionCode code) {
            return switch (code) {
                case BALANCE_HELD -> "pi-exclamation-triangle";
                case REFERENCE_UNKNOWN, REFERENCE_NOT_ELIGIBLE, ORIGINAL_UNKNOWN, DUPLICATE, AMOUNT_INCONSISTENT -> "pi-question-circle";
                case NO_PURCHASE_ORDER, SELLER_NOT_COVERED, PERIOD_OUTSIDE_WINDOW, TYPE_NOT_COVERED, SUSPENDED, CURRENCY_DIFFERS, TAX_REGISTRATION_DIFFERS,
                        INVOICE_UNIT_DIFFERS -> "pi-exclamation-circle";
            };
        } else if (state instanceof ApiToken.State token) {
            return switch (token) {
                case ACTIVE -> "pi-check-circle";
                case EXPIRED -> "pi-calendar-times";
                case REVOKED -> "pi-minus-circle";
            };
        } else if (state instanceof DeliveryState delivery) {
            return switch (delivery) {
                case SENT -> "pi-check";
                case FAILED -> "pi-times-circle";
                case WAITING -> "pi-clock";
                case SENDING -> "pi-send";
                case KEPT -> "pi-inbox";
                case CANCELLED -> "pi-minus-circle";
            };
        } else if (state instanceof NoticeKind kind) {
            return switch (kind) {
                case LOW_BALANCE -> "pi-gauge";
                case EXPIRY -> "pi-calendar-clock";
                case RUNS_DRY -> "pi-chart-line";
                case ESCALATION -> "pi-megaphone";
                case EXCEPTIONS_DIGEST -> "pi-inbox";
                case PORTFOLIO_DIGEST -> "pi-chart-bar";
            };
        } else if (state instanceof AllocationHow how) {
            return switch (how) {
                case RULE, REFERENCE -> "pi-check";
                case MANUAL -> "pi-user";
                case SPLIT -> "pi-clone";
            };
        }
        return "pi-circle";
    }

    /** Style class of a meter: bad when more than everything is billed, warn when little is left, else "". */
    public String meter(BigDecimal billed, BigDecimal committed) {
        if (billed.compareTo(committed) > 0) {
            return "bad";
        }
        return committed.signum() > 0 && committed.subtract(billed).compareTo(committed.multiply(LOW)) <= 0 ? "warn" : "";
    }

    /** Style class of the words beside the meter. */
    public String meterText(BigDecimal billed, BigDecimal committed) {
        String meter = meter(billed, committed);
        return meter.isEmpty() ? "op-muted" : "op-" + meter;
    }

    /** Width of the bar, 0% to 100%, as an SVG attribute. */
    public String width(BigDecimal billed, BigDecimal committed) {
        BigDecimal percent = share(billed, committed).multiply(FULL).max(BigDecimal.ZERO).min(FULL);
        return String.format(Locale.ROOT, "%.1f%%", percent);
    }

    /** "26% left", "unused", "over". */
    public String left(BigDecimal billed, BigDecimal committed) {
        if (billed.compareTo(committed) > 0) {
            return texts.get("meter.over");
        } else if (billed.signum() == 0) {
            return texts.get("meter.unused");
        }
        return texts.get("meter.left", formats.percent(BigDecimal.ONE.subtract(share(billed, committed))));
    }

    /** "PO-2026-0042: 74% billed". */
    public String sentence(String name, BigDecimal billed, BigDecimal committed) {
        return texts.get("meter.sentence", name, formats.percent(share(billed, committed)));
    }

    private static BigDecimal share(BigDecimal billed, BigDecimal committed) {
        if (committed.signum() == 0) {
            return billed.signum() > 0 ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        return billed.divide(committed, 6, RoundingMode.HALF_EVEN);
    }
}
