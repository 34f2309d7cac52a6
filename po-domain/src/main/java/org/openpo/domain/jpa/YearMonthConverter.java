package org.openpo.domain.jpa;

import java.time.YearMonth;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A month as one sortable integer, yyyymm. */
@Converter(autoApply = true)
public class YearMonthConverter implements AttributeConverter<YearMonth, Integer> {
    @Override
    public Integer convertToDatabaseColumn(YearMonth month) {
        return month == null ? null : month.getYear() * 100 + month.getMonthValue();
    }

    @Override
    public YearMonth convertToEntityAttribute(Integer column) {
        return column == null ? null : YearMonth.of(column / 100, column % 100);
    }
}
