package org.openpo.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Writes a FOCUS 1.2 cost and usage file as a large cloud customer gets it: many accounts and services, a dozen invoices, an amount on each row. */
public final class FocusFile {
    private static final String HEADER = "AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,"
            + "ChargeDescription,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,CommitmentDiscountCategory,CommitmentDiscountId,CommitmentDiscountName,CommitmentDiscountStatus,"
            + "CommitmentDiscountType,ConsumedQuantity,ConsumedUnit,ContractedCost,ContractedUnitPrice,EffectiveCost,InvoiceId,InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,"
            + "PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,RegionName,ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,SkuId,SkuPriceId,SubAccountId,"
            + "SubAccountName,Tags";
    private static final int INVOICES = 12;
    private static final int ACCOUNTS = 200;
    private static final List<String> SERVICES = List.of("Amazon Elastic Compute Cloud", "Amazon Simple Storage Service", "AWS Lambda", "Amazon Relational Database Service",
            "Amazon DynamoDB", "Amazon CloudFront", "AmazonCloudWatch", "AWS Key Management Service", "Amazon Virtual Private Cloud", "Amazon Elastic Load Balancing",
            "Amazon Simple Queue Service", "AWS Glue", "Amazon Athena", "Amazon Redshift", "Amazon Kinesis", "Amazon Route 53", "AWS Config", "AWS CloudTrail", "Amazon ECR", "Amazon EKS");

    private FocusFile() { }

    /**
     * Writes the file unless it is there.
     *
     * @param rows rows after the header
     */
    public static void write(Path file, long rows) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Random random = new Random(42);
        try (BufferedWriter out = Files.newBufferedWriter(part)) {
            out.write(HEADER);
            out.newLine();
            StringBuilder row = new StringBuilder();
            for (long i = 0; i < rows; i++) {
                row.setLength(0);
                append(row, i, random);
                out.append(row);
                out.newLine();
            }
        }
        Files.move(part, file);
    }

    private static void append(StringBuilder row, long i, Random random) {
        int account = random.nextInt(ACCOUNTS);
        int service = random.nextInt(SERVICES.size());
        int kind = random.nextInt(100);
        String category = kind < 92 ? "Usage" : kind < 96 ? "Tax" : kind < 98 ? "Credit" : "Purchase";
        BigDecimal cost = BigDecimal.valueOf((long) (random.nextDouble() * 1_000_000_000L), kind % 3 == 0 ? 10 : 8);
        String amount = (category.equals("Credit") ? cost.negate() : cost).toPlainString();
        int hour = (int) (i % 24);
        row.append("eu-central-1a,").append(amount).append(",999900001111,Payer,EUR,2026-02-01T00:00:00Z,2026-01-01T00:00:00Z,").append(category).append(",,\"$0.0125 per unit, ")
                .append(SERVICES.get(service)).append("\",").append(category.equals("Purchase") ? "Recurring" : "Usage-Based").append(",2026-01-02T").append(hour < 9 ? "0" : "")
                .append((hour + 1) % 24).append(":00:00Z,2026-01-02T").append(hour < 10 ? "0" : "").append(hour).append(":00:00Z,,,,,,").append(random.nextInt(1000)).append(",Hours,")
                .append(amount).append(",0.0125,").append(amount).append(",EUINV26-").append(100000 + account % INVOICES).append(",Amazon Web Services EMEA SARL,").append(amount)
                .append(",0.0125,Standard,").append(random.nextInt(1000)).append(",Hours,AWS,\"Amazon Web Services, Inc.\",eu-central-1,Europe (Frankfurt),arn:aws:ec2:eu-central-1:")
                .append(account).append(":instance/i-").append(Long.toHexString(random.nextLong())).append(",,instance,Compute,").append(SERVICES.get(service)).append(",SKU").append(service)
                .append(",SKU").append(service).append(".P,").append(100_000_000_000L + account).append(",Account ").append(account)
                .append(",\"{\"\"team\"\": \"\"t").append(account % 17).append("\"\", \"\"env\"\": \"\"prod\"\"}\"");
    }
}
