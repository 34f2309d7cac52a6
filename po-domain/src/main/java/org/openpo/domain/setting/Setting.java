package org.openpo.domain.setting;

import java.util.Arrays;
import java.util.Optional;

/** What administrators switch on or off for the whole installation. */
public enum Setting {
    /** Create the purchase order, or add the line, that a Marketplace invoice names and that is missing, as AWS does (reference §3.4). */
    CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE("createPurchaseOrderFromMarketplaceReference", false);

    private final String field;
    private final boolean byDefault;

    Setting(String field, boolean byDefault) {
        this.field = field;
        this.byDefault = byDefault;
    }

    /** Name in the API and in the database. */
    public String field() {
        return field;
    }

    /** How it stands as long as nobody has changed it. */
    public boolean byDefault() {
        return byDefault;
    }

    public static Optional<Setting> of(String field) {
        return Arrays.stream(values()).filter(setting -> setting.field.equals(field)).findFirst();
    }
}
