package org.openpo.web.faces;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;

import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/**
 * Amounts, prices and quantities in a field, with the separators of the page's language. Strict about them: {@code 1.5} on a Vietnamese page is
 * refused, never read as fifteen. A component attribute {@code currency} adds that currency's decimals when the value is written.
 */
@FacesConverter("op.decimal")
public class DecimalConverter implements Converter<BigDecimal> {
    private static final int LONGEST = 40;
    private static final int MOST_DECIMALS = 12;

    @Override
    public BigDecimal getAsObject(FacesContext faces, UIComponent component, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Formats formats = CDI.current().select(Formats.class).get();
        return parse(value, formats).orElseThrow(() -> new ConverterException(message(component, value)));
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent component, BigDecimal number) {
        if (number == null) {
            return "";
        }
        Formats formats = CDI.current().select(Formats.class).get();
        Object currency = component.getAttributes().get("currency");
        return formats.decimal(number, currency == null ? 0 : formats.digitsOf(currency.toString()), MOST_DECIMALS);
    }

    /** The number as a person writes it in the language of the formats, or empty if the text is none. */
    public static Optional<BigDecimal> parse(String text, Formats formats) {
        String plain = text.replaceAll("[\\s\\u00A0\\u202F]", "").replace('\u2212', '-');
        String group = Pattern.quote(String.valueOf(formats.groupingSeparator()));
        String point = Pattern.quote(String.valueOf(formats.decimalSeparator()));
        if (plain.length() > LONGEST || !plain.matches("-?(\\d+|\\d{1,3}(" + group + "\\d{3})+)(" + point + "\\d+)?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(plain.replace(String.valueOf(formats.groupingSeparator()), "").replace(formats.decimalSeparator(), '.')));
    }

    private static FacesMessage message(UIComponent component, String value) {
        String sentence = CDI.current().select(Texts.class).get().get("error.NOT_A_NUMBER", value);
        Object label = component.getAttributes().get("label");
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, label == null ? sentence : label + ": " + sentence, sentence);
    }
}
