// Before anything is drawn: the colours that were chosen here, else those that the system wants.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('hypercare.theme');
  } catch (e) {
    // A browser that keeps nothing follows the system.
  }
  document.documentElement.dataset.theme = chosen || (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
})();
