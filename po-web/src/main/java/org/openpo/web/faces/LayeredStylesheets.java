package org.openpo.web.faces;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import jakarta.faces.application.Resource;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ResourceWrapper;

/**
 * Serves PrimeFaces' stylesheets inside cascade layers: its component sheets in {@code base}, the saga theme in {@code saga}. Rules
 * outside any layer win over both whatever their selectors weigh, so openpo.css needs neither {@code !important} nor saga's {@code body .ui-…}.
 */
public class LayeredStylesheets extends ResourceHandlerWrapper {
    /** Said at the head of each sheet, because the first to arrive decides the order of the layers. */
    private static final String ORDER = "@layer base,saga;";

    public LayeredStylesheets(ResourceHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Resource createResource(String name, String library) {
        return layered(super.createResource(name, library), name, library);
    }

    @Override
    public Resource createResource(String name, String library, String contentType) {
        return layered(super.createResource(name, library, contentType), name, library);
    }

    private static Resource layered(Resource resource, String name, String library) {
        if (resource == null || library == null || !name.endsWith(".css")) {
            return resource;
        } else if (library.startsWith("primefaces-")) {
            return new InLayer(resource, "saga");
        }
        // The icon font's sheet is used as it is: openpo.css does not redefine icons.
        return library.equals("primefaces") && !name.startsWith("primeicons/") ? new InLayer(resource, "base") : resource;
    }

    private static final class InLayer extends ResourceWrapper {
        private final String layer;

        InLayer(Resource wrapped, String layer) {
            super(wrapped);
            this.layer = layer;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new SequenceInputStream(Collections.enumeration(List.of(
                    text(ORDER + "@layer " + layer + "{"), getWrapped().getInputStream(), text("}"))));
        }

        private static InputStream text(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
