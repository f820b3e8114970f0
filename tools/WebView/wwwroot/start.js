// Connects the page with the process, and connects it again, with growing waits, for as long as the tab is open.
(() => {
  const waitMsMin = 500;
  const waitMsMax = 15000;
  const banner = document.getElementById("connection");
  const text = document.getElementById("connection-text");
  const button = document.getElementById("connection-now");
  let isDown = false;
  let wake = () => { };

  const say = (message) => {
    if (text.textContent !== message) {
      text.textContent = message;
    }

    banner.hidden = message === "";
  };

  // Ends early when the network is back, the computer woke up, or somebody asks for it.
  const pause = (ms) => new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

  // The address of the link is one of the site's first page, because of the document's <base>: the page that is open must stay.
  document.querySelector("a.skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("content")?.focus();
  });

  addEventListener("online", () => wake());
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  button.addEventListener("click", () => wake());

  const lost = "The connection to the sensornet process is lost: what is shown is not up to date. Trying to connect again.";

  // How often this tab was loaded again without a connection. A browser that keeps nothing begins anew each time.
  const reloads = {
    get count() {
      try {
        return Number(sessionStorage.getItem("reloads")) || 0;
      } catch {
        return 0;
      }
    },
    set count(value) {
      try {
        sessionStorage.setItem("reloads", value);
      } catch {
        // Then the wait does not grow.
      }
    },
  };

  const waitBeforeReload = () => Math.min(waitMsMin * 2 ** reloads.count, waitMsMax);

  // A page that the process does not know any more is loaded again: its address says what was seen.
  const loadWhenThere = async () => {
    for (let wait = waitMsMin; ; wait = Math.min(wait * 2, waitMsMax)) {
      try {
        const answer = await fetch("/", { method: "HEAD", cache: "no-store", redirect: "manual" });
        if (answer.status < 500) {
          reloads.count += 1;
          location.reload();
          return;
        }

        say("The sensornet process has no room for this page now: close another one. Trying again.");
      } catch {
        say(lost); // Nobody answers.
      }

      await pause(wait);
    }
  };

  const connect = async () => {
    for (let wait = waitMsMin; isDown; wait = Math.min(wait * 2, waitMsMax)) {
      try {
        if (!await Blazor.reconnect()) {
          await loadWhenThere();
        }

        return;
      } catch {
        say(lost); // Nobody answers.
      }

      await pause(wait);
    }
  };

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown: () => {
          if (!isDown) {
            isDown = true;
            say(lost);
            connect();
          }
        },
        onConnectionUp: () => {
          isDown = false;
          reloads.count = 0;
          say("");
          wake();
          document.dispatchEvent(new Event("connectionup"));
        },
      },
    },
  }).then(() => {
    reloads.count = 0;
  }).catch(async () => {
    say("The connection to the sensornet process could not be made. Trying again.");
    await pause(waitBeforeReload());
    await loadWhenThere();
  });
})();
