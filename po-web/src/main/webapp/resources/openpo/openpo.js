/*
 * What the pages do in the browser beyond PrimeFaces. Everything is bound by data attributes:
 *   data-op-theme="light|dark|system|toggle"  changes the theme and remembers it
 *   data-op-reveal="inputId"                  shows or hides a password
 *   data-op-focus="clientId"                  moves the focus to a field (links of the error summary)
 *   data-op-key="n"                           a letter that follows the link while no field has the focus
 *   data-op-search                            "/" moves the focus here
 *   class op-rows-open on a table             a click on a row follows its link op-rowlink
 *   data-op-hide="id"                         hides an element
 *   data-op-swap="id id"                      a button that stays pressed: hides the first element and shows the second, and back
 *   data-op-announce                          a text that is read out when it is another one after a request
 *   data-op-print                             prints the page
 *   data-op-copy="id"                         copies an element's text; data-op-said is what the element "id-said" says then
 *   data-op-count="100"                       counts the characters of the field it belongs to
 *   data-op-ctrl-enter                        Ctrl+Enter clicks it, also from inside a field of its form
 *   data-op-queue                             the queue of exceptions: see the section below
 *   data-op-alt="l"                           Alt and this letter click it
 */
(function () {
  "use strict";
  var root = document.documentElement;
  var contextPath = location.pathname.split("/").slice(0, 2).join("/");

  function byId(id) {
    return document.getElementById(id);
  }

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  /* theme */
  function setTheme(choice) {
    var dark = choice === "dark" || choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.themeChoice = choice;
    root.dataset.theme = dark ? "dark" : "light";
    document.cookie = "openpo-theme=" + choice + "; path=" + contextPath + "; max-age=31536000; SameSite=Lax"
      + (location.protocol === "https:" ? "; Secure" : "");
    showTheme();
    if (window.keepTheme) {
      window.keepTheme([{ name: "theme", value: choice }]);
    }
  }

  function showTheme() {
    each("[data-op-theme]", function (button) {
      var choice = button.dataset.opTheme;
      if (choice === "toggle") {
        button.querySelector(".pi").className = "pi " + (root.dataset.theme === "dark" ? "pi-sun" : "pi-moon");
      } else {
        button.classList.toggle("on", choice === root.dataset.themeChoice);
        button.setAttribute("aria-pressed", choice === root.dataset.themeChoice);
      }
    });
  }

  /* focus */
  function focusField(clientId) {
    var element = byId(clientId + "_input") || byId(clientId + "_focus") || byId(clientId);
    if (element && !element.matches("input, select, textarea, button, a[href], [tabindex]")) {
      element = element.querySelector("input:not([type=hidden]), select, textarea, button, [tabindex]") || element;
    }
    if (element) {
      element.focus();
      element.scrollIntoView({ block: "center" });
    }
  }

  document.addEventListener("click", function (event) {
    var menu = event.target.closest("[popover].op-menu");
    if (menu && event.target.closest(".op-menuitem")) {
      menu.hidePopover();
    }
    var target = event.target.closest("[data-op-theme], [data-op-reveal], [data-op-focus], [data-op-hide], [data-op-swap], [data-op-print], [data-op-reload]");
    if (!target) {
      openRow(event);
    } else if (target.dataset.opTheme) {
      setTheme(target.dataset.opTheme === "toggle" ? (root.dataset.theme === "dark" ? "light" : "dark") : target.dataset.opTheme);
    } else if (target.dataset.opReveal) {
      reveal(target);
    } else if (target.dataset.opFocus) {
      event.preventDefault();
      focusField(target.dataset.opFocus);
    } else if (target.dataset.opHide) {
      byId(target.dataset.opHide).hidden = true;
    } else if (target.dataset.opSwap) {
      swap(target);
    } else if (target.dataset.opPrint) {
      print();
    } else {
      event.preventDefault();
      location.reload();
    }
  });

  function swap(button) {
    var ids = button.dataset.opSwap.split(" ");
    var second = byId(ids[0]).hidden;
    byId(ids[0]).hidden = !second;
    byId(ids[1]).hidden = second;
    button.setAttribute("aria-pressed", !second);
  }

  function reveal(button) {
    var input = button.parentNode.querySelector("input");
    var show = input.type === "password";
    input.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", show);
    button.querySelector(".pi").className = "pi " + (show ? "pi-eye-slash" : "pi-eye");
    input.focus();
  }

  function openRow(event) {
    var row = event.target.closest(".op-rows-open tbody tr");
    var link = row && row.querySelector("a.op-rowlink");
    if (link && !event.target.closest("a, button, input, select, label") && !String(getSelection())) {
      link.click();
    }
  }

  /* keys that also work inside fields: the button of the dialog that is open, else of the page */
  function clickVisible(selector, event) {
    var dialog = document.querySelector(".ui-dialog[aria-hidden=false]");
    var button = Array.prototype.find.call((dialog || document).querySelectorAll(selector), function (each) {
      return each.offsetParent !== null && !each.disabled;
    });
    if (button) {
      event.preventDefault();
      if (document.activeElement && document.activeElement !== button) {
        // Leaving the field hands over what was typed before the button acts.
        document.activeElement.blur();
      }
      button.click();
    }
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      clickVisible("[data-op-ctrl-enter]", event);
    } else if (event.altKey && !event.ctrlKey && /^[a-z]$/i.test(event.key)) {
      clickVisible("[data-op-alt='" + event.key.toLowerCase() + "']", event);
    }
  });

  /* a field that is left hands its value over by itself: a request that was to follow the typing must not come after what is clicked next */
  document.addEventListener("change", function (event) {
    var delayed = window.PrimeFaces && PrimeFaces.ajax.Queue.delays[event.target.id];
    if (delayed) {
      clearTimeout(delayed.timeout);
    }
  }, true);

  document.addEventListener("input", function (event) {
    var field = event.target.closest(".op-field");
    var count = field && field.querySelector("[data-op-count]");
    if (count) {
      var length = Array.from(event.target.value).length;
      count.textContent = length + " / " + count.dataset.opCount;
      count.classList.toggle("op-bad", length > Number(count.dataset.opCount));
    }
  });

  /* copying; where the browser keeps the clipboard to itself (no TLS), the text is marked for Ctrl+C */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-op-copy]");
    if (!button) {
      return;
    }
    var from = document.getElementById(button.dataset.opCopy);
    var said = document.getElementById(button.dataset.opCopy + "-said");
    getSelection().selectAllChildren(from);
    var copied = navigator.clipboard ? navigator.clipboard.writeText(from.textContent) : Promise.reject(new Error("no clipboard"));
    copied.catch(function () {
      if (!document.execCommand("copy")) {
        throw new Error("not copied");
      }
    }).then(function () {
      said.textContent = button.dataset.opSaid;
    }, function () {
      from.focus();
    });
  });

  /* keys */
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented
        || event.target.closest("input, select, textarea, [contenteditable], [role=dialog]")) {
      return;
    }
    if (event.key === "/") {
      var search = document.querySelector("[data-op-search]");
      if (search) {
        event.preventDefault();
        (search.matches("input") ? search : search.querySelector("input")).focus();
      }
      return;
    }
    each("[data-op-key]", function (link) {
      if (link.dataset.opKey.toLowerCase() === event.key.toLowerCase() && link.offsetParent !== null) {
        event.preventDefault();
        link.click();
      }
    });
  });

  /* the queue of exceptions: a click on a row or J and K open one in the inspector, A takes its suggestion */
  function openException(row, look) {
    if (row) {
      lookAtInspector = Boolean(look);
      each("[data-op-exception]", function (other) {
        other.classList.toggle("ui-state-highlight", other === row);
      });
      row.scrollIntoView({ block: "nearest" });
      window.opShowException([{ name: "id", value: row.dataset.opException }]);
    }
  }

  function stepException(by) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("[data-op-exception]"));
    var at = rows.findIndex(function (row) {
      return row.classList.contains("ui-state-highlight");
    });
    openException(rows[at + by]);
  }

  function acceptException(row) {
    var button = row && row.querySelector("[data-op-accept]");
    if (button) {
      window.opAcceptWayOut([{ name: "id", value: row.dataset.opException }, { name: "value", value: button.dataset.opAccept },
        { name: "why", value: button.dataset.reason }]);
    } else {
      openException(row, true);
    }
  }

  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-op-queue]")) {
      return;
    }
    var row = event.target.closest("[data-op-exception]");
    var step = event.target.closest("[data-op-step]");
    if (step) {
      stepException(Number(step.dataset.opStep));
    } else if (event.target.closest("[data-op-accept]")) {
      acceptException(row);
    } else if (row && (event.target.closest("[data-op-choose]") || !event.target.closest("a, button, input, label")) && !String(getSelection())) {
      openException(row, true);
    }
  });

  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-op-all]")) {
      each("[name='" + event.target.dataset.opAll + "']", function (box) {
        box.checked = event.target.checked;
      });
    }
    if (event.target.matches("[data-op-queue] input[type=radio]")) {
      showChosenWay(true);
    }
    countSelected();
  });

  function countSelected() {
    each("[data-op-selected]", function (text) {
      text.textContent = text.dataset.opSelected.replace("{0}", document.querySelectorAll("[name=selected]:checked").length);
    });
  }

  /* the inspector asks only for what the marked way needs, and its button says what it does */
  function showChosenWay(byHand) {
    var inspector = document.querySelector("[data-op-inspector]");
    var chosen = inspector && inspector.querySelector("[name=way]:checked");
    if (!inspector) {
      return;
    }
    each("[data-op-when]", function (part) {
      var when = part.dataset.opWhen;
      part.hidden = !chosen || (when === "reason" ? !chosen.dataset.reason : chosen.dataset.input !== when);
    });
    var button = inspector.querySelector(".op-ins-foot button");
    if (button) {
      button.disabled = !chosen;
      if (chosen) {
        button.querySelector(".ui-button-text").textContent = chosen.dataset.button;
      }
    }
    var reason = inspector.querySelector("[data-op-when=reason] input");
    if (reason && chosen && (byHand || !reason.value)) {
      reason.value = chosen.dataset.reason || "";
    }
  }

  /* the number in the navigation of the page that is open */
  function waiting(count) {
    each("[data-op-waiting]", function (badge) {
      badge.textContent = count;
      badge.hidden = count === 0;
      badge.removeAttribute("aria-hidden");
      badge.nextElementSibling.hidden = true;
    });
  }

  /* below the list on a narrow page */
  var lookAtInspector = false;
  function showInspector() {
    var inspector = lookAtInspector && document.querySelector("[data-op-inspector]");
    if (inspector) {
      inspector.scrollIntoView({ block: "nearest" });
    }
    lookAtInspector = false;
  }

  function decorateQueue() {
    each("[data-op-queue] input[type=radio]:not([data-op-known])", function (radio) {
      radio.checked = radio.dataset.opOn === "true";
      radio.disabled = radio.dataset.opOff === "true";
      radio.dataset.opKnown = "true";
    });
    showChosenWay(false);
    countSelected();
    showInspector();
  }

  document.addEventListener("keydown", function (event) {
    if (!document.querySelector("[data-op-queue]") || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented
        || event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea, [contenteditable], [role=dialog]")) {
      return;
    }
    var key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      stepException(key === "j" ? 1 : -1);
    } else if (key === "a") {
      acceptException(document.querySelector("[data-op-exception].ui-state-highlight"));
    }
  });

  /* popovers in a toolbar open under their button */
  document.addEventListener("toggle", function (event) {
    if (event.newState === "open" && event.target.matches(".op-filter, .op-menu")) {
      var button = document.querySelector("[popovertarget='" + event.target.id + "']").getBoundingClientRect();
      event.target.style.top = button.bottom + 4 + "px";
      // Where it has no room to the right it ends where its button ends.
      var width = event.target.offsetWidth;
      var left = button.left + width + 8 <= root.clientWidth ? button.left : button.right - width;
      event.target.style.left = Math.max(8, Math.min(left, root.clientWidth - width - 8)) + "px";
    }
  }, true);

  /* the address shows what the list shows, so that back, reload and bookmarks work */
  function remember(query) {
    history.replaceState(history.state, "", location.pathname + query);
  }

  /* what changed is said once, politely */
  function announce(text) {
    byId("op-live").textContent = text;
  }

  /* session: a warning two minutes before it ends; any tab that asks the server renews it for all */
  var seconds = Number(document.body.dataset.sessionSeconds);
  function seen() {
    try {
      localStorage.setItem("openpo-seen", String(Date.now()));
    } catch (blocked) {
      // Private windows may refuse: then each tab counts for itself.
    }
    lastSeen = Date.now();
  }
  var lastSeen = Date.now();
  function watchSession() {
    var stored = Number(localStorage.getItem("openpo-seen") || 0);
    var left = Math.max(lastSeen, stored) + seconds * 1000 - Date.now();
    byId("op-session-soon").hidden = left > 120000 || left <= 0;
    byId("op-session-over").hidden = left > 0;
  }
  if (seconds > 0) {
    seen();
    setInterval(watchSession, 5000);
  }

  /* ajax */
  function fail(id, reference) {
    var box = byId(id);
    var text = box.querySelector(".op-grow");
    box.dataset.text = box.dataset.text || text.innerHTML;
    text.innerHTML = box.dataset.text.replace("{0}", reference);
    box.hidden = false;
  }

  function announcePage() {
    var page = document.querySelector(".ui-paginator-current, [data-op-announce]");
    if (page && page.textContent !== byId("op-live").textContent) {
      announce(page.textContent);
    }
  }

  /* a button that is drawn anew with its dialog takes the focus with it: to the first mistake, if there is one */
  function focusMistake() {
    var wrong = document.activeElement === document.body && document.querySelector(".ui-dialog[aria-hidden=false] [aria-invalid=true]");
    if (wrong) {
      wrong.focus();
    }
  }

  if (window.jQuery) {
    jQuery(document).on("pfAjaxComplete", function () {
      seen();
      decorate();
      setTimeout(announcePage, 0);
      setTimeout(focusMistake, 0);
      var summary = document.querySelector("[data-op-summary]");
      if (summary && !summary.dataset.opSeen) {
        summary.dataset.opSeen = "true";
        summary.scrollIntoView({ block: "nearest" });
      }
    }).on("pfAjaxError", function (event, xhr) {
      if (xhr.status === 403) {
        fail("op-forbidden");
      } else if (xhr.status >= 400) {
        var id = xhr.getResponseHeader("X-Request-Id");
        fail("op-refused", id ? id.replace(/[^A-Za-z0-9._-]/g, "") : "");
      } else {
        fail("op-failed");
      }
    });
  }

  /* fields: the hint belongs to the control, a scrolling table area can be reached by keyboard */
  function decorate() {
    decorateQueue();
    each("[id$=Message]", markWrong);
    repairRoles();
    each("[data-op-hint-for]", function (hint) {
      var field = hint.closest(".op-field").querySelector("input:not([type=hidden]), select, textarea");
      if (field && !hint.id) {
        hint.id = field.id + "-hint";
        field.setAttribute("aria-describedby", ((field.getAttribute("aria-describedby") || "") + " " + hint.id).trim());
      }
    });
    each(".ui-datatable-tablewrapper", function (area) {
      if (area.scrollWidth > area.clientWidth) {
        area.tabIndex = 0;
        area.setAttribute("role", "region");
        var name = area.closest("[data-op-name]");
        area.setAttribute("aria-label", name ? name.dataset.opName : document.title);
      } else {
        area.removeAttribute("tabindex");
      }
    });
  }

  /* a button is disabled while its answer is fetched and loses the focus: a dialog that opens then would give it back to nobody */
  var lastUsed = null;
  function use(event) {
    var control = event.target.closest && event.target.closest("a, button, input, select, textarea, [tabindex]");
    if (control && control.id !== "main") {
      lastUsed = control;
    }
  }
  document.addEventListener("focusin", use);
  document.addEventListener("pointerdown", use);
  /* what a key does is a click as well */
  document.addEventListener("click", use, true);
  function whereItIs(element) {
    var now = element && (element.isConnected ? element : element.id && byId(element.id));
    var menu = now && !now.offsetParent && now.closest("[popover]");
    if (menu) {
      return document.querySelector('[popovertarget="' + menu.id + '"]');
    }
    // A dialog that one dialog has opened in its own place: back to where the first one came from.
    var gone = now && now.closest(".ui-dialog");
    var first = gone && (gone.getAttribute("aria-hidden") === "true" || !now.offsetParent) && PrimeFaces.getWidgetById(gone.id);
    return first ? whereItIs(first.cameFrom) : now;
  }
  if (window.PrimeFaces && PrimeFaces.widget.Dialog) {
    var dialog = PrimeFaces.widget.Dialog.prototype;
    var show = dialog.show;
    var returnFocus = dialog.returnFocus;
    dialog.show = function () {
      var opener = lastUsed;
      show.apply(this, arguments);
      if (this.focusedElementBeforeDialogOpened === document.body) {
        this.focusedElementBeforeDialogOpened = opener;
      }
      this.cameFrom = this.focusedElementBeforeDialogOpened;
    };
    dialog.returnFocus = function () {
      var opener = whereItIs(this.focusedElementBeforeDialogOpened);
      this.focusedElementBeforeDialogOpened = opener;
      returnFocus.apply(this, arguments);
      // PrimeFaces leaves it while a dialog shows: one that still fades out, or the one this was opened from.
      setTimeout(function () {
        if (opener && document.activeElement === document.body) {
          opener.focus({ preventScroll: true });
        }
      }, 300);
    };
  }

  /* PrimeFaces' Vietnamese texts have {trang} where it fills in {page} */
  if (window.PrimeFaces && PrimeFaces.locales.vi) {
    PrimeFaces.locales.vi.aria.pageLabel = "Trang {page}";
  }

  /* what PrimeFaces tells screen readers wrongly: radios without a state, lists of tokens that pose as list boxes */
  function repairRoles() {
    each(".ui-selectonebutton > [role=radio]", function (radio) {
      radio.setAttribute("aria-checked", radio.classList.contains("ui-state-active"));
      radio.querySelector("input").hidden = true;
    });
    each(".ui-autocomplete-multiple-container[role=listbox], .ui-chips-container[role=listbox]", function (list) {
      list.removeAttribute("role");
      list.removeAttribute("aria-orientation");
    });
  }

  /* a field whose sentence has come or gone without the field itself being drawn anew */
  function markWrong(message) {
    var clientId = message.id.replace(/Message$/, "");
    var root = byId(clientId);
    if (!root || !message.classList.contains("ui-message")) {
      return;
    }
    var control = root.matches("input, select, textarea, .ui-selectonemenu") ? root
      : root.querySelector(".ui-chips-container, .ui-autocomplete-multiple-container, .ui-inputfield") || root;
    var input = control.matches("input, select, textarea") ? control : control.querySelector("input:not([type=hidden]), select") || control;
    var wrong = message.classList.contains("ui-message-error");
    control.classList.toggle("ui-state-error", wrong);
    if (wrong) {
      input.setAttribute("aria-invalid", "true");
    } else {
      input.removeAttribute("aria-invalid");
    }
  }

  function focusLast(selector) {
    var all = document.querySelectorAll(selector);
    if (all.length) {
      all[all.length - 1].focus();
    }
  }

  document.addEventListener("change", function (event) {
    if (event.target.closest(".ui-selectonebutton")) {
      setTimeout(repairRoles, 0);
    }
  });

  showTheme();
  decorate();
  addEventListener("resize", decorate);
  window.OpenPO = { announce: announce, focusField: focusField, focusLast: focusLast, remember: remember, waiting: waiting };
})();
