/** Ends this process when its parent has gone. The native module does the same from a thread. */
exports.start = parent => {
  const look = () => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  };
  setInterval(look, 1000).unref();
};
