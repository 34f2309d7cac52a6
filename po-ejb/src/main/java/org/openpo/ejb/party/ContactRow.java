package org.openpo.ejb.party;

/**
 * A contact in the directory's list.
 *
 * @param purchaseOrders  how many purchase orders it is on, deleted ones not counted
 * @param replacedByName  name of who took over, or null
 */
public record ContactRow(ContactView contact, long purchaseOrders, String replacedByName) { }
