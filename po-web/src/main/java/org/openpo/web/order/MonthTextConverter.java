package org.openpo.web.order;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;

/** A month kept as typed: what can be read is written {@code 01/2026}, anything else stays, for the form to complain about. */
@FacesConverter("op.monthText")
public class MonthTextConverter implements Converter<String> {
    @Override
    public String getAsObject(FacesContext faces, UIComponent component, String value) {
        return Typing.blank(value) ? null : Typing.month(value).map(Typing::month).orElse(value.strip());
    }

    @Override
    public String getAsString(FacesContext faces, UIComponent component, String value) {
        return value == null ? "" : value;
    }
}
