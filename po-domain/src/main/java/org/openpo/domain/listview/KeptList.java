package org.openpo.domain.listview;

/** A list of which people keep views. */
public enum KeptList { PURCHASE_ORDERS, INVOICES }
