// Loaded before the command (`node --import`): its clock is LATER_DAYS days ahead.
const now = Date.now;
Date.now = () => now() + Number(process.env.LATER_DAYS) * 24 * 60 * 60 * 1000;
