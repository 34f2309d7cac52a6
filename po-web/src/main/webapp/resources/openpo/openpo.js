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
 *   data-op-dialog="widgetVar"                opens a dialog that is on the page already
 *   data-op-columns="inputId"                 a list of columns to choose and order; data-op-move="-1|1" on its buttons
 *   data-op-check="id"                        a check box of a row; data-op-check-all checks the page, data-op-check-none clears,
 *                                             data-op-checked-count says how many (its value has {0} for the number)
 *   data-op-letters                           a check box: single letters are shortcuts
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

  /* keys; who dictates or hits keys by accident can do without the single letters (kept in this browser) */
  var LETTERS = "openpo-letters";
  function letters() {
    try {
      return localStorage.getItem(LETTERS) !== "off";
    } catch (refused) {
      return true;
    }
  }
  function showLetters() {
    each("[data-op-letters]", function (box) {
      box.checked = letters();
    });
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-op-letters]")) {
      try {
        localStorage.setItem(LETTERS, event.target.checked ? "on" : "off");
      } catch (refused) {
        showLetters();
      }
    }
  });

  function dialogIsOpen() {
    return Boolean(document.querySelector(".ui-dialog[aria-hidden=false]"));
  }

  function openDialog(name) {
    var widget = window.PrimeFaces && PrimeFaces.widgets[name];
    if (widget && !dialogIsOpen()) {
      widget.show();
    }
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-op-dialog]");
    if (button) {
      openDialog(button.dataset.opDialog);
    }
  });

  /* a letter that is not typed into anything, and not behind an open dialog */
  function isShortcut(event) {
    return !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented && letters() && !dialogIsOpen()
      && !event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea, [contenteditable]");
  }

  /* J and K go from row to row of a list; Enter opens, as it follows the link that has the focus */
  function stepRow(by) {
    var links = Array.prototype.slice.call(document.querySelectorAll(".op-rows-open tbody a.op-rowlink"));
    var row = document.activeElement.closest(".op-rows-open tbody tr");
    var at = row ? links.indexOf(row.querySelector("a.op-rowlink")) : by > 0 ? -1 : links.length;
    var next = links[at + by];
    if (next) {
      next.focus();
      next.closest("tr").scrollIntoView({ block: "nearest" });
    }
    return links.length > 0;
  }

  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k" && byId("searchDialog")) {
      // Never the browser's own, which would take whoever is in a dialog away from it.
      event.preventDefault();
      openDialog("searchDialog");
      if (byId("searchDialog").getAttribute("aria-hidden") === "false") {
        byId("searchForm:typed").select();
      }
      return;
    }
    if (!isShortcut(event)) {
      return;
    }
    var key = event.key.toLowerCase();
    var row = document.activeElement.closest(".op-rows-open tbody tr");
    var box = row && row.querySelector("[data-op-check]");
    if (key === "x" && box) {
      event.preventDefault();
      box.click();
    } else if (key === "/") {
      var search = document.querySelector("[data-op-search]");
      if (search) {
        event.preventDefault();
        (search.matches("input") ? search : search.querySelector("input")).focus();
      }
    } else if (key === "?") {
      event.preventDefault();
      openDialog("keysDialog");
    } else if ((key === "j" || key === "k") && stepRow(key === "j" ? 1 : -1)) {
      event.preventDefault();
    } else {
      each("[data-op-key]", function (link) {
        if (link.dataset.opKey.toLowerCase() === key && link.offsetParent !== null) {
          event.preventDefault();
          link.click();
        }
      });
    }
  });

  /* the chooser of columns: what is checked, in the order of the list, goes into a hidden field */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-op-move]");
    if (button) {
      var item = button.closest("li");
      var by = Number(button.dataset.opMove);
      var other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (other) {
        item.parentNode.insertBefore(by < 0 ? item : other, by < 0 ? other : item);
        // At the end of the way the button is gone: the other one of the row takes over.
        (getComputedStyle(button).visibility === "hidden" ? item.querySelector("[data-op-move='" + -by + "']") : button).focus();
        announce(item.querySelector("label").textContent.trim() + ": " + (Array.prototype.indexOf.call(item.parentNode.children, item) + 1)
          + " / " + item.parentNode.children.length);
      }
    }
  });

  /* a table without columns is none */
  document.addEventListener("change", function (event) {
    var list = event.target.closest("[data-op-columns]");
    if (list) {
      byId("list:keepColumns").disabled = !list.querySelector(":checked");
    }
  });

  function toggleRows() {
    document.querySelector("#list .ui-datatable").classList.toggle("op-compact");
  }

  function arranged() {
    var list = document.querySelector("[data-op-columns]");
    byId(list.dataset.opColumns).value = Array.prototype.filter.call(list.children, function (item) {
      return item.querySelector("input").checked;
    }).map(function (item) {
      return item.dataset.column;
    }).join(",");
  }

  /* rows that are checked: the bar over the list says how many and what can be done with them */
  function showChecked() {
    var boxes = Array.prototype.slice.call(document.querySelectorAll("[data-op-check]"));
    var count = boxes.filter(function (box) {
      return box.checked;
    }).length;
    each("[data-op-checked-count]", function (text) {
      text.textContent = text.dataset.opCheckedCount.replace("{0}", count);
    });
    each("[data-op-check-all]", function (box) {
      box.checked = count > 0 && count === boxes.length;
      box.indeterminate = count > 0 && count < boxes.length;
    });
    return count;
  }

  function checkAll(checked) {
    each("[data-op-check]", function (box) {
      box.checked = checked;
    });
    showChecked();
  }

  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-op-check-all]")) {
      checkAll(event.target.checked);
    } else if (event.target.matches("[data-op-check]")) {
      showChecked();
    } else {
      return;
    }
    var text = document.querySelector("[data-op-checked-count]");
    if (text) {
      announce(text.textContent);
    }
  });

  /* these and no others, by their ids joined by commas */
  function check(ids) {
    var wanted = ids.split(",");
    each("[data-op-check]", function (box) {
      box.checked = wanted.indexOf(box.dataset.opCheck) >= 0;
    });
    showChecked();
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-op-check-none]")) {
      checkAll(false);
      document.querySelector("[data-op-check-all]").focus();
    }
  });

  function chosen() {
    byId("list:chosen").value = Array.prototype.filter.call(document.querySelectorAll("[data-op-check]"), function (box) {
      return box.checked;
    }).map(function (box) {
      return box.dataset.opCheck;
    }).join(",");
  }

  /* the search over everything: the focus stays in the field, arrows choose what was found */
  function hits() {
    return Array.prototype.slice.call(document.querySelectorAll("#searchDialog [role=option]"));
  }

  function chooseHit(hit) {
    var field = byId("searchForm:typed");
    hits().forEach(function (each, i) {
      each.id = "op-hit-" + i;
      each.setAttribute("aria-selected", each === hit);
      each.classList.toggle("on", each === hit);
    });
    if (hit) {
      field.setAttribute("aria-activedescendant", hit.id);
      hit.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  /* Enter before the answer to the last letters has come: it opens what that answer has first, and nothing of an older one */
  var followWhenFound = false;
  function answered() {
    return byId("searchForm:typed").value.trim() === byId("searchForm:found").dataset.opFor;
  }

  function follow(hit) {
    followWhenFound = false;
    if (hit) {
      hit.click();
    }
  }

  function found() {
    var list = byId("searchForm:found");
    var none = byId("op-found-none");
    if (!none.dataset.opHint) {
      none.dataset.opHint = none.textContent;
    }
    none.textContent = list.dataset.opNone || none.dataset.opHint;
    none.hidden = hits().length > 0 && !list.dataset.opNone;
    byId("searchForm:typed").setAttribute("aria-expanded", hits().length > 0);
    seen();
    chooseHit(hits()[0]);
    if (followWhenFound && answered()) {
      follow(hits()[0]);
    }
    var count = list.querySelectorAll(".op-hit:not(.op-hit-all)").length;
    announce(count ? list.getAttribute("aria-label") + ": " + count : none.textContent);
  }

  document.addEventListener("keydown", function (event) {
    // A word that is still being put together (Vietnamese, Japanese) has its own use for Enter and arrows.
    if (event.target.id !== "searchForm:typed" || event.isComposing || event.keyCode === 229) {
      return;
    }
    var all = hits();
    var at = all.findIndex(function (hit) {
      return hit.classList.contains("on");
    });
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chooseHit(all[(at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % (all.length || 1)]);
    } else if (event.key === "Enter") {
      // The form itself is never sent.
      event.preventDefault();
      if (answered()) {
        follow(all[at]);
      } else {
        followWhenFound = true;
      }
    } else {
      followWhenFound = false;
    }
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
    if (!document.querySelector("[data-op-queue]") || !isShortcut(event)) {
      return;
    }
    var key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      stepException(key === "j" ? 1 : -1);
    } else if (key === "x") {
      var box = document.querySelector("[data-op-exception].ui-state-highlight input[type=checkbox]");
      if (box) {
        box.click();
      }
    } else if (key === "a") {
      acceptException(document.querySelector("[data-op-exception].ui-state-highlight"));
    }
  });

  /* popovers in a toolbar open under their button */
  document.addEventListener("toggle", function (event) {
    if (event.newState === "open" && event.target.matches(".op-filter, .op-menu")) {
      var button = document.querySelector("[popovertarget='" + event.target.id + "']").getBoundingClientRect();
      // Where it has no room below it moves up as far as it must: what is fixed cannot be scrolled to.
      event.target.style.top = Math.max(8, Math.min(button.bottom + 4, innerHeight - event.target.offsetHeight - 8)) + "px";
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
    showChecked();
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
    // The bar over a list is gone with what was checked.
    if (now && !now.offsetParent && now.closest(".op-bulkbar")) {
      return document.querySelector("[data-op-check-all]");
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
      this.focusedElementBeforeDialogOpened = whereItIs(this.focusedElementBeforeDialogOpened);
      returnFocus.apply(this, arguments);
      giveBack(this.focusedElementBeforeDialogOpened, performance.now() + 3000);
    };
  }
  // PrimeFaces leaves the focus while a dialog shows (one that still fades out, or the one this was opened from), and a button that fetched
  // its dialog stays disabled for half a second: who leaves the dialog sooner would be left on nothing.
  function giveBack(opener, end) {
    setTimeout(function () {
      var at = document.activeElement;
      var held = at !== document.body && at.getClientRects().length > 0;
      opener = whereItIs(opener);
      if (!opener || held) {
        return;
      }
      opener.focus({ preventScroll: true });
      if (document.activeElement !== opener && performance.now() < end) {
        giveBack(opener, end);
      }
    }, 100);
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
    // Its own name comes from a file of texts that may not be there yet.
    each(".ui-datepicker-trigger:not([aria-label])", function (button) {
      var field = button.closest(".op-field");
      button.setAttribute("aria-label", field ? field.querySelector("label").textContent.trim() : document.title);
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
  showLetters();
  decorate();
  addEventListener("resize", decorate);
  if (window.jQuery) {
    // Date pickers draw their buttons a moment after the page is ready.
    jQuery(function () {
      setTimeout(repairRoles, 200);
    });
  }
  window.OpenPO = { announce: announce, arranged: arranged, toggleRows: toggleRows, chosen: chosen, check: check, found: found, focusField: focusField, focusLast: focusLast, remember: remember, waiting: waiting };
})();
