package org.openpo.web.faces;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;

import org.openpo.web.i18n.Texts;

/** A month in a field: written {@code 01/2026}, read also from {@code 1/2026}, {@code 1.2026}, {@code 2026-01}. */
@FacesConverter(forClass = YearMonth.class, value = "op.month")
public class YearMonthConverter implements Converter<YearMonth> {
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})\\s*[/.\\- ]\\s*(\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})\\s*[/.\\- ]\\s*(\\d{1,2})");

    @Override
    public YearMonth getAsObject(FacesContext faces, UIComponent component, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return parse(value.strip());
        } catch (DateTimeException notAMonth) {
            throw new ConverterException(message(component, value), notAMonth);
        }
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent component, YearMonth month) {
        return month == null ? "" : write(month);
    }

    /** @throws DateTimeException if the text is no month */
    public static YearMonth parse(String text) {
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        if (monthFirst.matches()) {
            return YearMonth.of(Integer.parseInt(monthFirst.group(2)), Integer.parseInt(monthFirst.group(1)));
        }
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return YearMonth.of(Integer.parseInt(yearFirst.group(1)), Integer.parseInt(yearFirst.group(2)));
        }
        throw new DateTimeException("not a month: " + text);
    }

    /** As a field shows it: {@code 01/2026}. */
    public static String write(YearMonth month) {
        return String.format(java.util.Locale.ROOT, "%02d/%04d", month.getMonthValue(), month.getYear());
    }

    private static FacesMessage message(UIComponent component, String value) {
        String sentence = CDI.current().select(Texts.class).get().get("error.NOT_A_MONTH", value);
        Object label = component.getAttributes().get("label");
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, label == null ? sentence : label + ": " + sentence, sentence);
    }
}
