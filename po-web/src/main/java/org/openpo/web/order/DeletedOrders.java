package org.openpo.web.order;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.ejb.order.DeletedPurchaseOrder;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.web.faces.Notes;

/** Deleted purchase orders, whose IDs an administrator can free, as {@code #{deletedOrders}}. */
@Named("deletedOrders")
@ViewScoped
public class DeletedOrders implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private PurchaseOrderQueries queries;
    @EJB
    private PurchaseOrderService service;
    @Inject
    private Notes notes;
    private transient List<DeletedPurchaseOrder> all;

    public List<DeletedPurchaseOrder> getAll() {
        if (all == null) {
            all = queries.deleted();
        }
        return all;
    }

    public void free(DeletedPurchaseOrder order) {
        service.freeId(order.id(), null);
        all = null;
        notes.done("deletedOrders.freed", order.purchaseOrderId());
    }
}
