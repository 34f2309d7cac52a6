package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;

/**
 * Puts an invoice on lines as a person says: by amount, by percent, by the accounts of its charges, or "the rest" (spec §4).
 *
 * <p>However the parts are given, their shares of the gross amount and what is left sum to the invoice exactly; where the invoice is
 * split wholly over purchase orders of one currency and basis, so do the amounts in that currency. Rounding remainders go to the parts
 * that lost most, never to a part whose amount a person has typed.
 */
public final class Split {

    /** Digits in which shares are computed; amounts are apportioned by them and so sum exactly all the same. */
    private static final MathContext SHARE = new MathContext(50);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** A share smaller than this is what computing thirds leaves. */
    private static final BigDecimal NOTHING = new BigDecimal("1E-40");

    private Split() {
    }

    /**
     * The invoice.
     *
     * @param currency of all its amounts
     * @param charges amount of each account's charges; empty if it has none
     */
    public record Source(BigDecimal gross, BigDecimal net, Currency currency, List<AccountCharge> charges) {

        public Source {
            charges = List.copyOf(charges);
        }

        BigDecimal amount(AmountBasis basis) {
            return basis == AmountBasis.NET ? net : gross;
        }
    }

    /** What an account was charged, signed, invoice currency. */
    public record AccountCharge(String account, BigDecimal amount) {}

    /**
     * A line that is to pay, and what the whole invoice would take from it.
     *
     * @param wholeAmount the whole invoice in the purchase order's currency, rounded to its minor unit
     */
    public record Line(long lineItemId, AmountBasis basis, Currency currency, BigDecimal wholeAmount, BigDecimal rate, RateSource rateSource) {}

    /** One part: exactly one of the three tells its size; none of them means "the rest". */
    public record Part(Line line, BigDecimal amount, BigDecimal percent, Set<String> accounts) {

        public Part {
            accounts = accounts == null ? Set.of() : Set.copyOf(accounts);
        }

        boolean isRest() {
            return amount == null && percent == null && accounts.isEmpty();
        }
    }

    /**
     * @param amounts one for each part, in their order
     * @param unallocated what no part takes of the gross amount
     */
    public record Outcome(List<AllocatedAmount> amounts, BigDecimal unallocated) {

        public Outcome {
            amounts = List.copyOf(amounts);
        }
    }

    /**
     * @throws BusinessRuleException naming each part that is wrong as {@code allocations[i].amount} and the like, or {@code allocations}
     *     if they are more than the invoice
     */
    public static Outcome of(Source invoice, List<Part> parts) {
        check(invoice, parts);
        List<BigDecimal> shares = shares(invoice, parts);
        BigDecimal left = BigDecimal.ONE.subtract(sum(shares));
        if (isBeyond(invoice, parts, left)) {
            throw new BusinessRuleException("allocations", ErrorCode.ALLOCATION_EXCEEDS_INVOICE,
                    shown(invoice.gross(), invoice.currency()), invoice.currency().getCurrencyCode());
        }
        BigDecimal rest = left.compareTo(NOTHING) <= 0 ? BigDecimal.ZERO : left;

        List<BigDecimal> covered = apportion(invoice.gross(), invoice, shares, rest, fixed(parts, AmountBasis.GROSS));
        List<BigDecimal> nets = apportion(invoice.net(), invoice, shares, rest, fixed(parts, AmountBasis.NET));
        List<BigDecimal> inBasis = IntStream.range(0, parts.size())
                .mapToObj(i -> (parts.get(i).line().basis() == AmountBasis.NET ? nets : covered).get(i)).toList();
        List<BigDecimal> converted = converted(invoice, parts, inBasis, shares);

        List<AllocatedAmount> amounts = IntStream.range(0, parts.size()).mapToObj(i -> {
            Line line = parts.get(i).line();
            return new AllocatedAmount(covered.get(i), inBasis.get(i), converted.get(i), line.rate(), line.rateSource());
        }).toList();
        return new Outcome(amounts, invoice.gross().subtract(sum(covered)));
    }

    private static void check(Source invoice, List<Part> parts) {
        Checks checks = new Checks();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String field = "allocations[" + i + "]";
            BigDecimal whole = invoice.amount(part.line().basis());
            if (part.amount() != null && part.percent() != null || !part.accounts().isEmpty() && (part.amount() != null || part.percent() != null)) {
                checks.add(field, ErrorCode.ALLOCATION_SIZE_AMBIGUOUS);
            } else if (part.amount() != null) {
                checkAmount(checks, field + ".amount", part.amount(), whole, invoice.currency());
            } else if (part.percent() != null && (part.percent().signum() <= 0 || part.percent().compareTo(HUNDRED) > 0)) {
                checks.add(field + ".percent", ErrorCode.OUT_OF_RANGE, "0", "100");
            } else if (!part.accounts().isEmpty()) {
                checkAccounts(checks, field + ".accounts", part.accounts(), invoice);
            }
        }
        if (parts.stream().filter(Part::isRest).count() > 1) {
            checks.add("allocations", ErrorCode.ALLOCATION_REST_TWICE);
        }
        BusinessRuleException.throwIfAny(checks.violations());
    }

    private static void checkAmount(Checks checks, String field, BigDecimal amount, BigDecimal whole, Currency currency) {
        int decimals = Apportionment.scale(whole, currency);
        if (whole.signum() == 0 || amount.signum() != whole.signum()) {
            checks.add(field, ErrorCode.ALLOCATION_SIGN_WRONG, shown(whole, currency), currency.getCurrencyCode());
        } else if (amount.stripTrailingZeros().scale() > decimals) {
            checks.add(field, ErrorCode.TOO_MANY_DECIMALS, decimals);
        }
    }

    /** Without the zeros that a database adds. */
    private static BigDecimal shown(BigDecimal amount, Currency currency) {
        return amount.setScale(Apportionment.scale(amount, currency));
    }

    private static void checkAccounts(Checks checks, String field, Set<String> accounts, Source invoice) {
        for (String account : accounts) {
            if (invoice.charges().stream().noneMatch(c -> c.account().equals(account))) {
                checks.add(field, ErrorCode.ACCOUNT_NOT_ON_INVOICE, account);
                return;
            }
        }
        BigDecimal all = charged(invoice, c -> true);
        BigDecimal own = charged(invoice, accounts::contains);
        if (all.signum() == 0 || own.signum() != all.signum() || own.abs().compareTo(all.abs()) > 0) {
            checks.add(field, ErrorCode.CHARGES_TELL_NO_SHARE);
        }
    }

    private static BigDecimal charged(Source invoice, java.util.function.Predicate<String> account) {
        return sum(invoice.charges().stream().filter(c -> account.test(c.account())).map(AccountCharge::amount).toList());
    }

    /** Each part's share of the whole, 0 to 1. */
    private static List<BigDecimal> shares(Source invoice, List<Part> parts) {
        List<BigDecimal> shares = new ArrayList<>();
        for (Part part : parts) {
            if (part.amount() != null) {
                shares.add(part.amount().divide(invoice.amount(part.line().basis()), SHARE));
            } else if (part.percent() != null) {
                shares.add(part.percent().divide(HUNDRED, SHARE));
            } else if (!part.accounts().isEmpty()) {
                shares.add(charged(invoice, part.accounts()::contains).divide(charged(invoice, a -> true), SHARE));
            } else {
                shares.add(BigDecimal.ZERO);
            }
        }
        BigDecimal rest = BigDecimal.ONE.subtract(sum(shares)).max(BigDecimal.ZERO);
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isRest()) {
                shares.set(i, rest);
            }
        }
        return shares;
    }

    /** Whether the parts are more than the invoice; a net amount tells its gross share only up to a rounding, so that much is forgiven. */
    private static boolean isBeyond(Source invoice, List<Part> parts, BigDecimal left) {
        if (left.negate().compareTo(NOTHING) <= 0) {
            return false;
        }
        boolean mixed = parts.stream().map(p -> p.line().basis()).distinct().count() > 1;
        BigDecimal beyond = left.negate().multiply(invoice.gross().abs().max(invoice.net().abs()));
        BigDecimal unit = BigDecimal.ONE.movePointLeft(Apportionment.scale(invoice.gross(), invoice.currency()));
        return !mixed || parts.stream().allMatch(p -> p.amount() == null) || beyond.compareTo(unit) >= 0;
    }

    /** The typed amounts of the parts whose purchase order counts by this basis; null where nothing of the kind was typed. */
    private static List<BigDecimal> fixed(List<Part> parts, AmountBasis basis) {
        List<BigDecimal> fixed = new ArrayList<>();
        parts.forEach(p -> fixed.add(p.line().basis() == basis ? p.amount() : null));
        return fixed;
    }

    /** Shares out what is not fixed by the shares; what nobody takes is the last sharer and is left out of the answer. */
    private static List<BigDecimal> apportion(BigDecimal whole, Source invoice, List<BigDecimal> shares, BigDecimal rest, List<BigDecimal> fixed) {
        int scale = Apportionment.scale(whole, invoice.currency());
        BigDecimal typed = sum(fixed.stream().filter(f -> f != null).toList());
        List<BigDecimal> weights = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            weights.add(fixed.get(i) == null ? shares.get(i) : BigDecimal.ZERO);
        }
        weights.add(rest);
        BigDecimal open = sum(weights).signum() == 0 ? BigDecimal.ZERO : whole.subtract(typed);
        List<BigDecimal> parts = Apportionment.of(open, scale, weights);
        return IntStream.range(0, shares.size()).mapToObj(i -> fixed.get(i) == null ? parts.get(i) : fixed.get(i).setScale(scale)).toList();
    }

    /** In the purchase orders' currencies: lines that see the same whole amount share it out among themselves, as they share the invoice. */
    private static List<BigDecimal> converted(Source invoice, List<Part> parts, List<BigDecimal> inBasis, List<BigDecimal> shares) {
        List<BigDecimal> converted = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Line line = parts.get(i).line();
            List<Integer> same = IntStream.range(0, parts.size())
                    .filter(j -> parts.get(j).line().basis() == line.basis() && parts.get(j).line().currency().equals(line.currency())).boxed().toList();
            BigDecimal basisAmount = invoice.amount(line.basis());
            boolean free = basisAmount.signum() == 0;
            BigDecimal all = free ? BigDecimal.ONE : basisAmount.abs();
            List<BigDecimal> weights = new ArrayList<>(same.stream().map(j -> free ? shares.get(j) : inBasis.get(j).abs()).toList());
            weights.add(all.subtract(sum(weights)).max(BigDecimal.ZERO));
            int scale = Rounding.minorUnitDigits(line.currency());
            converted.add(Apportionment.of(line.wholeAmount(), scale, weights).get(same.indexOf(i)));
        }
        return converted;
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
