package org.openpo.domain.inbound;

/** Whose invoices AWS lists: the role of their receiver, as {@code ReceiverRole} of the AWS Invoicing API names it. */
public enum AwsReceiverRole {
    SELLER, RESELLER, BUYER
}
