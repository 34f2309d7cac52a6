package org.openpo.ejb.inbound.read;

import org.openpo.domain.rule.BusinessRuleException;

/** A file of charges, whatever it is packed in. */
interface CostFile {
    ImportFormat format();

    /** Whether its columns are those of AWS cost and usage reports, not of FOCUS. */
    boolean isAws();

    /** Adds all its rows. @throws BusinessRuleException if it cannot be read to its end; the sums may not be used then */
    void sumInto(CostSums sums);
}
