package org.openpo.domain.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A flag as 0 or 1: queries with functions go out with literals, and a boolean literal is a number there, which no database compares with a boolean. */
@Converter
public class FlagConverter implements AttributeConverter<Boolean, Short> {
    @Override
    public Short convertToDatabaseColumn(Boolean flag) {
        return flag == null ? null : (short) (flag ? 1 : 0);
    }

    @Override
    public Boolean convertToEntityAttribute(Short column) {
        return column == null ? null : column != 0;
    }
}
